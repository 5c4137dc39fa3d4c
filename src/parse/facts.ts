/** The names of the domain that the parser works with, in one place. */
export type { Box, Cell, Place, ProseFigure } from '../domain/cell'
export type { Forms } from '../domain/report'
export type { Issue, IssueCode } from '../domain/issues'
export type { Form, MetricCode, ProseCode, TableCode, TableId } from '../domain/metrics'
export { issue } from '../domain/issues'
