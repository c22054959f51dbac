/** Longer than any token in use, a service account key in base64 included. */
const maxLength = 65_536

/** The text in base64, either alphabet, padded or not; nothing where it is not base64. */
export function decodeBase64(text: string): string | undefined {
  const bare = text.replace(/={1,2}$/, '')
  if (text.length > maxLength || !/^[A-Za-z0-9+/_-]+$/.test(bare) || bare.length % 4 === 1) return undefined
  return Buffer.from(bare, 'base64').toString('utf8')
}
