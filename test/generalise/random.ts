/** Numbers that are the same in every run (xorshift32), and choices made by them. */
export interface Random {
  /** From 0 to below `bound`. */
  number(bound: number): number
  oneOf<T>(choices: readonly [T, ...T[]]): T
  /** Between `least` and `most` of what `make` makes. */
  several<T>(least: number, most: number, make: () => T): readonly T[]
}

export function randomFrom(seed: number): Random {
  let state = seed
  const number = (bound: number): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
  return {
    number,
    oneOf: ([first, ...others]) => {
      const at = number(others.length + 1)
      return at === 0 ? first : (others[at - 1] ?? first)
    },
    several: (least, most, make) => Array.from({length: least + number(most - least + 1)}, make),
  }
}
