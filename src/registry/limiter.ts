/** Lets at most `most` tasks run at once; the others wait in the order in which they came. */
export function limiter(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0

  async function turn(): Promise<void> {
    if (running < most) {
      running++
      return
    }
    // The one who leaves hands its place over, so `running` stays.
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function leave(): void {
    const next = waiting.shift()
    if (next === undefined) running--
    else next()
  }

  return async (task) => {
    await turn()
    try {
      return await task()
    } finally {
      leave()
    }
  }
}
