import fc from 'fast-check'

/*
 * Property tests try the same examples every time, so that the same code passes today and tomorrow.
 * `SEED=random` (or a number) tries others: what it finds becomes an example of its own.
 */
const { SEED = '20251130' } = process.env
if (SEED !== 'random') fc.configureGlobal({ seed: Number(SEED) })
