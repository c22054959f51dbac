/** Where the pages of `docs/` are read by those who have only a report. */
const pages = 'https://github.com/imagecreds/kubectl-imagecreds/blob/main/docs'

/** The page of a diagnosis: what it is, why it happens, how to mend it. */
export function helpUri(code: string): string {
  return `${pages}/${code}.md`
}
