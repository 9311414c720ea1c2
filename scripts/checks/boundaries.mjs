import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, posix } from 'node:path'
import { root } from '../root.mjs'
import { importCycles } from './import-cycles.mjs'
import { domainRule, edgeRooms, sharedTools, workspaceRules } from './import-rules.mjs'
import { importsOf } from './imports-of.mjs'
import { isSource, isTest, trackedFiles } from './tracked-files.mjs'

const serverRooms = 'apps/server/src/'

const workspaceOf = (path) => Object.keys(workspaceRules).find((folder) => path.startsWith(`${folder}/`))

/** `@scope/name/deep` → `@scope/name`; `name/deep` → `name`. */
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** The folder right under `apps/server/src`, or undefined for the files that stand there themselves and wire. */
function roomOf(path) {
  if (!path.startsWith(serverRooms)) return undefined
  const [room, ...rest] = path.slice(serverRooms.length).split('/')
  return rest.length > 0 ? room : undefined
}

const isBuiltin = (specifier) => specifier.startsWith('node:') || builtinModules.includes(specifier)

function declaredBy(folder, workspace) {
  const manifest = JSON.parse(readFileSync(join(folder, workspace, 'package.json'), 'utf8'))
  return new Set([manifest.name, ...Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })])
}

/** What is wrong with one import, or undefined. `declared` gives the packages a workspace's manifest names. */
function judge(path, specifier, kind, declared) {
  const workspace = workspaceOf(path)
  const test = isTest(path)
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier)
    if (workspace && workspaceOf(target) !== workspace && !test)
      return `reaches into ${target}: import the package instead`
    return judgeRoom(path, kind, { room: roomOf(target) })
  }
  if (isBuiltin(specifier)) return undefined
  const name = packageOf(specifier)
  if (!workspace) return undefined
  if (name.startsWith('@raccord/')) {
    const own = declared(workspace)
    if (!test && !own.has(name)) return `imports ${name}, which its package.json does not name`
    if (!test && !workspaceRules[workspace].includes(name)) return `may not import ${name}`
    return judgeRoom(path, kind, { packageName: name })
  }
  const isTool = test || !path.startsWith(`${workspace}/src/`)
  if (!declared(workspace).has(name) && !(isTool && sharedTools.includes(name))) {
    return `imports ${name}, which its package.json does not name`
  }
  return judgeRoom(path, kind, { packageName: name })
}

function judgeRoom(path, kind, { room: target, packageName }) {
  const room = roomOf(path)
  if (!room || isTest(path)) return undefined
  const rule = edgeRooms[room] ?? domainRule
  if (target && target !== room && rule.rooms.includes(target)) {
    const shapeOnly = kind === 'type' && rule.typesFrom?.includes(target)
    return shapeOnly ? undefined : `${room} may not import ${target}`
  }
  const matches = (pattern) => (typeof pattern === 'string' ? pattern === packageName : pattern.test(packageName))
  if (packageName && rule.packages.some(matches)) return `${room} may not import ${packageName}`
  return undefined
}

function unlisted(path) {
  return /^(apps|packages)\//.test(path) && !workspaceOf(path)
}

/** Direction of imports, undeclared packages, cycles: over every source file git knows of below `folder`. */
export function checkBoundaries(folder = root) {
  const files = trackedFiles(folder).filter((path) => isSource(path) && !path.startsWith('docs/'))
  const problems = []
  const graph = new Map()
  const manifests = new Map()
  const declared = (workspace) => {
    if (!manifests.has(workspace)) manifests.set(workspace, declaredBy(folder, workspace))
    return manifests.get(workspace)
  }
  let seen = 0
  for (const path of files) {
    if (unlisted(path)) problems.push(`${path}: its workspace is not in scripts/checks/import-rules.mjs`)
    const targets = []
    for (const { specifier, kind } of importsOf(path, readFileSync(join(folder, path), 'utf8'))) {
      const problem = judge(path, specifier, kind, declared)
      if (problem) problems.push(`${path}: ${problem}`)
      if (kind === 'value' && specifier.startsWith('.')) targets.push(posix.join(posix.dirname(path), specifier))
    }
    graph.set(path, targets)
    seen += 1
  }
  for (const cycle of importCycles(graph)) problems.push(`import cycle: ${[...cycle, cycle[0]].join(' → ')}`)
  return { seen, expected: files.length, problems }
}
