import {setFlagsFromString} from 'node:v8'

/** What the process may grow by, in bytes, before bun collects garbage, and how often that is looked at. */
const growth = 32 * 1024 * 1024
const intervalMs = 20

/**
 * Has the engine collect garbage sooner: by itself it lets the heap grow to several times what is in use, which for tens of
 * thousands of Pods is hundreds of megabytes. It costs up to a third more time, so only those who read a whole cluster ask
 * for it, and once. A V8 that knows other flags passes over them.
 */
export function keepHeapSmall(): void {
  if (process.versions['bun'] === undefined) setHeapFlags()
  else collectAsItGrows()
}

function setHeapFlags(): void {
  setFlagsFromString('--heap-growing-percent=30')
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** JavaScriptCore takes its settings from the environment alone, and before it starts. */
function collectAsItGrows(): void {
  const collect: unknown = Reflect.get(Object(Reflect.get(globalThis, 'Bun')), 'gc')
  if (typeof collect !== 'function') return
  let least = process.memoryUsage.rss()
  const look = () => {
    if (process.memoryUsage.rss() < least + growth) return
    collect(true)
    least = process.memoryUsage.rss()
  }
  setInterval(look, intervalMs).unref()
}
