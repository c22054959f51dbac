import {goJson, type JsonObject, type KubeObject} from './json.ts'
import type {ResourceType} from './resource-type.ts'
import {columnsOf} from './table-columns.ts'

/** A meta.k8s.io/v1 Table as JSON, of rows made by `tableRow`. */
export function tableJson(type: ResourceType, metadata: JsonObject, rows: readonly string[]): string {
  const columnDefinitions = columnsOf(type.name).map(({name, type: cellType, priority}) => {
    return {name, type: cellType, format: name === 'Name' ? 'name' : '', description: '', priority}
  })
  const head = goJson({kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata, columnDefinitions})
  return `${head.slice(0, -1)},"rows":[${rows.join(',')}]}`
}

/** One row; `object` is the JSON of what stands in it beside the cells. */
export function tableRow(type: ResourceType, shown: KubeObject, now: Date, object: string): string {
  const cells = columnsOf(type.name).map((column) => column.cell(shown, now))
  return `{"cells":${goJson(cells)},"object":${object}}`
}
