export interface Command {
  run(args: string[]): Promise<number>
}

/* Loaded on demand: reading one file must not load what drawing charts needs. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  parse: () => import('./commands/parse'),
  build: () => import('./commands/build'),
  check: () => import('./commands/check'),
  export: () => import('./commands/export'),
  figure: () => import('./commands/figure'),
  pack: () => import('./commands/pack'),
  publish: () => import('./commands/publish'),
  backup: () => import('./commands/backup'),
  generate: () => import('./commands/generate'),
}

const USAGE = `Usage: npm run --silent cli -- COMMAND ...

  parse FILE...                      figures of each report, one JSON object a line
  build PATH... -o dataset.json      reports to a dataset
  check DATASET                      reconciliation findings; --format text|docx|xlsx lists them by office
  export DATASET --format csv|parquet|pack|xlsx|long -o FILE  a dataset in another form; long: one figure a line,
                                     with OBS_STATUS
  figure DATASET --spec spec.json -o FILE.svg|pptx       one figure, drawn without a browser
  pack DATASET --year Y [--org X] -o DIR                 the year's deck, circular, lists of problems and workbook
  publish DATASET... --to URL --database NAME            to a ClickHouse server or cluster
  backup check FILE                  whether a backup can be restored whole
  generate --orgs N --years N -o FILE  made-up data for trials
`

const [name = '', ...args] = process.argv.slice(2)
if (Object.hasOwn(COMMANDS, name)) {
  process.exitCode = await (await COMMANDS[name]!()).run(args)
} else {
  process.stderr.write(USAGE)
  process.exitCode = name === '--help' || name === '-h' ? 0 : 2
}
