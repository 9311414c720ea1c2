import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, posix } from 'node:path'
import { root } from '../root.mjs'
import type { CheckResult } from './check-result.ts'
import { importCycles } from './import-cycles.ts'
import { domainRule, edgeRooms, kinds, sharedTools } from './import-rules.ts'
import { type Import, importsOf } from './imports-of.ts'
import { isSource, isTest, trackedFiles } from './tracked-files.ts'

const serverRooms = 'apps/server/src/'

/** What a workspace's package.json says. */
interface Manifest {
  readonly name: string
  readonly dependencies: readonly string[]
  readonly all: ReadonlySet<string>
}

/** Workspace folder → its manifest. */
type Workspaces = ReadonlyMap<string, Manifest>

const isOurs = (name: string) => name.startsWith('@raccord/')

function workspacesOf(folder: string, paths: readonly string[]): Workspaces {
  const found = new Map<string, Manifest>()
  for (const path of paths) {
    if (!/^(apps|packages)\/(?:[^/]+\/){1,2}package\.json$/.test(path)) continue
    const { name, dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, path), 'utf8')) as {
      name: string
      dependencies?: object
      devDependencies?: object
    }
    const needed = Object.keys(dependencies ?? {})
    found.set(posix.dirname(path), {
      name,
      dependencies: needed,
      all: new Set([name, ...needed, ...Object.keys(devDependencies ?? {})]),
    })
  }
  return found
}

/** What manifests name and their kind may not; a kind that nobody knows is said, too. */
function* misdirected(workspaces: Workspaces): Iterable<string> {
  for (const [folder, { dependencies }] of workspaces) {
    if (folder === 'apps/server') continue
    const kind = kinds.find(({ folders }) => folders.test(folder))
    if (!kind) yield `${folder}/package.json: is of no kind in scripts/checks/import-rules.ts`
    for (const name of dependencies.filter(isOurs))
      if (!kind?.may.includes(name.replace('@raccord/', ''))) yield `${folder}/package.json: may not name ${name}`
  }
}

const workspaceOf = (workspaces: Workspaces, path: string): string | undefined =>
  [...workspaces.keys()].filter((folder) => path.startsWith(`${folder}/`)).toSorted((a, b) => b.length - a.length)[0]

/** `@scope/name/deep` → `@scope/name`; `name/deep` → `name`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** The folder right under `apps/server/src`, or undefined for the files that stand there themselves and wire. */
function roomOf(path: string): string | undefined {
  if (!path.startsWith(serverRooms)) return undefined
  const [room, ...rest] = path.slice(serverRooms.length).split('/')
  return rest.length > 0 ? room : undefined
}

const isBuiltin = (specifier: string): boolean => specifier.startsWith('node:') || builtinModules.includes(specifier)

/** What is wrong with one import, or undefined. */
function judge(workspaces: Workspaces, path: string, { specifier, kind }: Import): string | undefined {
  const workspace = workspaceOf(workspaces, path)
  const test = isTest(path)
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier)
    if (workspace && workspaceOf(workspaces, target) !== workspace && !test)
      return `reaches into ${target}: import the package instead`
    return judgeRoom(path, kind, { room: roomOf(target) })
  }
  const manifest = workspace === undefined ? undefined : workspaces.get(workspace)
  if (isBuiltin(specifier) || !workspace || !manifest) return undefined
  const packageName = packageOf(specifier)
  const isTool = test || !path.startsWith(`${workspace}/src/`)
  // A test may use whatever of ours it likes: it is shipped to nobody.
  const known = isOurs(packageName)
    ? test || packageName === manifest.name || manifest.dependencies.includes(packageName)
    : manifest.all.has(packageName) || (isTool && sharedTools.includes(packageName))
  if (!known) return `imports ${packageName}, which its package.json does not name`
  return judgeRoom(path, kind, { packageName })
}

function judgeRoom(
  path: string,
  kind: Import['kind'],
  { room: target, packageName }: { readonly room?: string | undefined; readonly packageName?: string },
): string | undefined {
  const room = roomOf(path)
  if (!room || isTest(path)) return undefined
  const rule = edgeRooms[room] ?? domainRule
  if (target && target !== room && rule.rooms.includes(target)) {
    const shapeOnly = kind === 'type' && rule.typesFrom?.includes(target)
    return shapeOnly ? undefined : `${room} may not import ${target}`
  }
  const matches = (pattern: string | RegExp) =>
    typeof pattern === 'string' ? pattern === packageName : pattern.test(packageName ?? '')
  if (packageName && rule.packages.some(matches)) return `${room} may not import ${packageName}`
  return undefined
}

/** Direction of imports, undeclared packages, cycles: over every source file git knows of below `folder`. */
export function checkBoundaries(folder = root): CheckResult {
  const tracked = trackedFiles(folder)
  const workspaces = workspacesOf(folder, tracked)
  const files = tracked.filter((path) => isSource(path) && !path.startsWith('docs/'))
  const problems = [...misdirected(workspaces)]
  const graph = new Map<string, string[]>()
  let seen = 0
  for (const path of files) {
    if (/^(apps|packages)\//.test(path) && !workspaceOf(workspaces, path))
      problems.push(`${path}: belongs to no workspace`)
    const targets: string[] = []
    for (const one of importsOf(path, readFileSync(join(folder, path), 'utf8'))) {
      const { specifier, kind } = one
      const problem = judge(workspaces, path, one)
      if (problem) problems.push(`${path}: ${problem}`)
      if (kind === 'value' && specifier.startsWith('.')) targets.push(posix.join(posix.dirname(path), specifier))
    }
    graph.set(path, targets)
    seen += 1
  }
  for (const cycle of importCycles(graph)) problems.push(`import cycle: ${[...cycle, cycle[0]].join(' → ')}`)
  return { seen, expected: files.length, problems }
}
