import { useWords } from '../useWords'
import { fieldWord } from '../../../export/template/fields'
import type { TemplateFault } from '../../../export/template/openTemplate'

const FAULTS: readonly TemplateFault[] = ['password', 'old', 'damaged', 'large', 'other', 'empty']

/** Why a file cannot be used as a template, in the user's words. */
export function useTemplateFault(): (error: unknown, name: string, ending: string) => string {
  const { words, t } = useWords()
  return (error, name, ending) => {
    const fault =
      error instanceof Error && error.name === 'TemplateError' ? FAULTS.find((one) => one === error.message) : undefined
    return fault
      ? t(`template.fault.${fault}`, {
          name,
          kind: ending.toUpperCase(),
          word: fieldWord('finding', words.value.locale),
        })
      : t('template.fault.unknown', { name, reason: error instanceof Error ? error.message : String(error) })
  }
}
