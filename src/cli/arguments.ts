import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'

/** A mistake in how a command was called: its message is for the person who typed it. */
export class UsageError extends Error {}

/** Node's own parser, with its complaints as `UsageError`. */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs<T>(config)
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** A whole number within limits, both included. */
export function wholeNumberOption(text: string, name: string, min: number, max: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max) throw new UsageError(`--${name} ${text}: ${min}–${max}`)
  return value
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'syscall' in error

/**
 * A command as `main.ts` runs it: its result is the exit code. How it was called wrongly (code 2) and which file could
 * not be opened (code 1) are said in one line on standard error; any other error is a bug and passes through.
 */
export const command =
  (body: (args: string[]) => Promise<number>) =>
  async (args: string[]): Promise<number> => {
    try {
      return await body(args)
    } catch (error) {
      if (!(error instanceof UsageError) && !isFileError(error)) throw error
      process.stderr.write(`${error.message}\n`)
      return error instanceof UsageError ? 2 : 1
    }
  }
