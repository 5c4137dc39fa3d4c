import { ref } from 'vue'
import { useReasons } from './useReasons'

/** Runs what may fail to be stored, and keeps why it did, in the user's words. */
export function useAttempt() {
  const { reasonOf } = useReasons()
  const problem = ref('')
  async function attempt(work: () => Promise<void>): Promise<void> {
    problem.value = ''
    try {
      await work()
    } catch (error) {
      problem.value = reasonOf(error)
    }
  }
  return { problem, attempt }
}
