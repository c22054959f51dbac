import {recommendWay} from '../app/recommend-way.ts'
import {BaseCommand} from '../cli/base-command.ts'
import {type ExitCode, exitCodeOfVerdict} from '../cli/exit-code.ts'
import {clusterFlags, namespaceFlags, outputFlags} from '../cli/flags.ts'
import {openCluster} from '../cli/open-cluster.ts'
import {wayAdviceText} from '../report/way-advice.ts'

export class Advise extends BaseCommand {
  static override summary = 'Recommend a way to give this cluster its image credentials'
  static override description =
    'Reads nodes, installed extensions, pull secrets and ServiceAccounts, and recommends one of the ways that ' +
    '"explain ways" compares: the reason, the first commands, the runner-up, and why not the others. Changes nothing ' +
    'and contacts no registry.'
  static override usage = ['advise [flags]']
  static override flags = {...namespaceFlags, ...outputFlags, ...clusterFlags}
  static override examples = [
    'kubectl imagecreds advise',
    'kubectl imagecreds advise -n shop',
    'kubectl imagecreds advise --context staging -o json',
  ]

  override async run(): Promise<ExitCode> {
    const {flags} = await this.parse(Advise)
    const [{surveyCluster}, cluster] = await Promise.all([import('../app/survey-cluster.ts'), openCluster(flags)])
    try {
      await this.printAs(recommendWay(await surveyCluster(cluster, flags.namespace)), flags.output, wayAdviceText)
      return exitCodeOfVerdict('good')
    } finally {
      cluster.close()
    }
  }
}
