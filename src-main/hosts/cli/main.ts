#!/usr/bin/env node
// The database's native code crashes on older versions, so this is asked before anything is loaded.
const oldestNode = 22;

// Written where a pipe's reader has gone (`kinora search ... | head`), there is nobody left to tell.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  process.stderr.write(
    `Kinora needs Node ${oldestNode} or newer; this is Node ${process.versions.node}.\n` +
      'Install a newer Node, or use "npm run kinora" in a checkout, which brings its own.\n',
  );
  process.exitCode = 1;
} else {
  const { beginWithFewArenas } = await import('../memory-arenas.ts');
  beginWithFewArenas({
    platform: process.platform,
    environment: process.env,
    nodeArguments: process.execArgv,
    arguments: [process.execPath, ...process.argv.slice(1)],
    replace: process.execve?.bind(process),
  });
  const { runCommandLine } = await import('./program.ts');
  const { processTerminal } = await import('./terminal.ts');
  process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal());
}
export {};
