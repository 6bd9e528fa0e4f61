// Prints the moments that a question finds, as another program would ask for them.
//
//   kinora serve                                        prints http://127.0.0.1:<port>/#token=...
//   node docs/examples/who-says.ts <that address> '@Ada saying she needs coffee'

import { connectToServedLibrary } from '../../src-main/hosts/web/program-client.ts';

const [address = '', query = ''] = process.argv.slice(2);
const library = await connectToServedLibrary(address);
const { moments } = await library.call('search.run', { query });
for (const { title, start, end, score } of moments) {
  process.stdout.write(`${title}  ${start.toFixed(1)}-${end.toFixed(1)} s  ${score.toFixed(2)}\n`);
}
library.close();
