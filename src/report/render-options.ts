import type {Report} from './report.ts'
import type {TextOptions} from './text-lines.ts'

/** What a renderer may want to know beside the report. */
export interface RenderOptions {
  /** Made when it is asked for: most formats need no theme. */
  readonly textOptions: () => Promise<TextOptions>
  /** The report's scope does not tell the namespace of each Pod. */
  readonly showsNamespaces?: boolean
  readonly tool: Tool
  /** Where in files the pulls stand, by `placeKey`; empty for a report on a cluster. */
  readonly places?: ReadonlyMap<string, Place>
}

/** Who has written the report. */
export interface Tool {
  readonly name: string
  readonly version: string
}

/** A place in a file that the user named. */
export interface Place {
  readonly file: string
  /** The first is 1. */
  readonly line: number
}

export type Renderer = (report: Report, options: RenderOptions) => string | Promise<string>
