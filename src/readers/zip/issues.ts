import { issue } from '../../domain/issues'
import type { IssueCode } from '../../domain/issues'
import type { DocumentReading } from '../page'
import type { Inflated } from './inflate'
import { PackageError } from './package'

type Failed = Extract<Inflated, { failed: string }>['failed']

export const FAILED = { bomb: 'file-bomb', broken: 'file-broken', password: 'file-password' } as const satisfies Record<
  Failed,
  IssueCode
>

/** Why an office document could not be read. What is no fault of the zip is a fault of what it holds. */
export const packageIssue = (error: unknown, file: string): DocumentReading => ({
  issues: [issue(error instanceof PackageError ? FAILED[error.failed] : 'file-broken', { file })],
})
