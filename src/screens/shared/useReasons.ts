import { RemoteError } from '../../remote/wire'
import { StorageError } from '../../storage'
import type { StorageReason } from '../../storage'
import { useWords } from './useWords'

const REASONS: ReadonlySet<string> = new Set<StorageReason>([
  'quota',
  'unavailable',
  'silent',
  'blocked',
  'newer',
  'gone',
  'taken',
  'held',
  'changed',
  'damaged',
])

/** Why something could not be stored or read, in the user's words. */
export function useReasons() {
  const { t } = useWords()
  /** `what`: a reason by its name, or words that came with an error of another kind. */
  const reasonText = (what: string, detail = what): string =>
    REASONS.has(what) ? t(`data.reason.${what as StorageReason}`) : t('data.reason.unknown', { detail })
  const reasonOf = (error: unknown): string =>
    error instanceof RemoteError
      ? t(`remote.reason.${error.reason}`, { where: error.where, detail: error.detail })
      : error instanceof StorageError
        ? reasonText(error.reason, error.message)
        : reasonText(String(error))
  return { reasonText, reasonOf }
}
