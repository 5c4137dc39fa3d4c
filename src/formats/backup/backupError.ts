/** Why a file is no backup that can be restored, or none can be written. */
export class BackupError extends Error {
  override name = 'BackupError'
  /** `detail`: the part that is damaged; of `beyond-zip`, how large it would be. */
  constructor(
    readonly reason: 'not-backup' | 'newer' | 'damaged' | 'too-large' | 'beyond-zip',
    readonly detail = '',
  ) {
    super(`backup: ${reason} ${detail}`.trim())
  }
}
