/** Who is told what is no result: what works and is not wise, and what was understood. */
export interface Listener {
  warn(text: string): void
  tell(text: string): void
}
