/**
 * Who may import whom. A room imports only the doors (`index.ts`) of rooms below it in this list,
 * highest first; only `cli/serve` opens the server's door.
 */
const ROOMS = [
  'cli',
  'server',
  'run',
  'exchange',
  'report',
  'response',
  'review',
  'intake',
  'directive',
  'case',
  'logs',
  'directory',
  'secrets',
  'evidence',
  'seal',
  'core',
];

const above = (room) => ROOMS.slice(0, ROOMS.indexOf(room));

const noRoomAbove = ROOMS.slice(1).map((room) => ({
  name: `${room}-imports-no-room-above`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${above(room).join('|')})/` },
}));

const onlyDoors = ROOMS.map((room) => ({
  name: `${room}-only-by-its-door`,
  severity: 'error',
  from: { path: '^(src|examples|bench)/', pathNot: `^src/${room}/` },
  to: { path: `^src/${room}/`, pathNot: `^src/${room}/index\\.ts$` },
}));

/** Libraries usable alone: they know nothing of cases or directives, nor of each other. */
const alone = ['evidence', 'secrets', 'logs'].map((room) => ({
  name: `${room}-stands-alone`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${ROOMS.filter((other) => other !== room && other !== 'core').join('|')})/` },
}));

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '^src/secrets/kernel/(assembly/|web-assembly)' },
      to: {},
    },
    { name: 'only-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'only-cli-serve-opens-the-server',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(server/|cli/serve\\.ts$)' },
      to: { path: '^src/server/' },
    },
    {
      name: 'examples-only-by-their-door',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^examples/', pathNot: '^examples/index\\.ts$' },
    },
    {
      name: 'only-cli-demo-opens-examples',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/demo[^/]*\\.ts$' },
      to: { path: '^examples/' },
    },
    ...noRoomAbove,
    ...onlyDoors,
    ...alone,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'tsc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
