import type { Issue } from '../domain/issues'
import type { Said } from '../domain/placement'
import type { Report } from '../domain/report'

/** A report before it is known which organ of the dataset it is of. */
export interface Gathered {
  /** File, and line where it holds several. */
  from: string
  said: Said
  report: Omit<Report, 'org'>
  issues: Issue[]
}

/** Something given that gave no report, and why, in words for the person who ran the command. */
export interface FileFailure {
  from: string
  reason: string
}
