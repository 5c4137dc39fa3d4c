import { zipSync } from 'fflate'
import type { Translator } from '../../i18n'
import { fileName } from '../fileName'
import { namesGiven } from '../figureName'
import { officialBytes } from '../officialWord'
import type { FeedbackAnswers } from './answers'
import { feedbackOf } from './blocks'
import type { FeedbackFrame } from './blocks'

export interface FeedbackFile {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

const nameOf = ({ org, year }: FeedbackAnswers, { t }: Translator, made: Date): string =>
  fileName([t('feedback.file'), org.name, String(year)], made, 'docx')

/**
 * The sheets as one file: of one office its Word file, of several a zip with a Word file for each, named for the area.
 * `onStep`: after each sheet, how many are done; what it throws ends the work.
 */
export async function feedbackFile(
  answers: readonly FeedbackAnswers[],
  frameOf: (of: FeedbackAnswers) => FeedbackFrame,
  words: Translator,
  { area, made, onStep }: { area: string; made: Date; onStep?: (done: number) => Promise<void> },
): Promise<FeedbackFile> {
  const named = namesGiven()
  const files: Record<string, Uint8Array> = {}
  for (const [i, of] of answers.entries()) {
    const bytes = await officialBytes(feedbackOf(of, frameOf(of), words), words.t('app.name'))
    files[named(nameOf(of, words, made), of.org.id)] = bytes
    await onStep?.(i + 1)
  }
  const [first] = answers
  const [only] = Object.entries(files)
  if (!first || !only) throw new RangeError('no sheets to make')
  if (answers.length === 1) return { name: only[0], bytes: new Uint8Array(only[1]) }
  return {
    name: fileName([words.t('feedback.file'), area, String(first.year)], made, 'zip'),
    // A Word file is compressed already.
    bytes: zipSync(files, { level: 0 }),
  }
}
