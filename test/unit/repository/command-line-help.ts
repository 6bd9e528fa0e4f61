import { runCommandLine } from '../../../src-main/hosts/cli/program.ts';
import { capturedTerminal } from '../cli/captured-terminal.ts';

/** What is wrong with a command line that is written without the program's name; null where nothing is. */
export async function wrongWith(commandLine: string): Promise<string | null> {
  const [name, verb] = commandLine.split(/\s+/) as [string, string?];
  const ofName = await helpOf([name]);
  if (ofName === null) return `there is no command ${name}`;
  const verbs = verbsIn(ofName);
  const help = await helpToReadIn(name, verbs, verb, ofName);
  if (help === null) return `there is no command ${name} ${verb}`;
  const unknown = (commandLine.match(/(?<=[\s[])--[a-z-]+/g) ?? []).filter(
    (option) => !help.includes(option),
  );
  return unknown.length > 0 ? `${name} has no ${unknown.join(', ')}` : null;
}

/** The help that a command's options stand in; null where the command has no such verb. */
async function helpToReadIn(
  name: string,
  verbs: readonly string[],
  verb: string | undefined,
  ofName: string,
): Promise<string | null> {
  if (verbs.length === 0) return ofName;
  if (verb !== undefined && verbs.includes(verb)) return helpOf([name, verb]);
  if (verb !== undefined && /^[a-z][a-z-]*$/.test(verb)) return null;
  // One of the verbs may be left out: `subtitles <video>`.
  const all = await Promise.all(verbs.map((one) => helpOf([name, one])));
  return all.join('\n');
}

/** The help of a command; null where there is no such command, since then the help of what is above it comes. */
async function helpOf(words: readonly string[]): Promise<string | null> {
  const terminal = capturedTerminal();
  await runCommandLine([...words, '--help'], terminal);
  const help = terminal.stdout.text;
  return help.startsWith(`Usage: kinora ${words.join(' ')} `) ? help : null;
}

function verbsIn(help: string): string[] {
  const listed = help.split('\nCommands:\n')[1] ?? '';
  return [...listed.matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, verb]) => verb!);
}
