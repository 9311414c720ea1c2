// npm run new:connector -- <protocol>: a workspace that compiles and passes the conformance kit, to be rewritten part by part.
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Copies the template under another name. `into`: the folder of connectors.
 *
 * @param {string} protocol `[a-z][a-z0-9-]*`, as catalogues write it
 * @param {string} into
 * @returns {string} the new folder
 */
export function newConnector(protocol, into = join(root, 'packages/connectors')) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(protocol)) {
    throw new Error(
      'a protocol is called in lower-case letters, digits and hyphens: npm run new:connector -- my-protocol',
    )
  }
  const folder = join(into, protocol)
  if (existsSync(folder)) throw new Error(`${folder} exists already; nothing was changed`)
  const camel = protocol.replace(/-([a-z0-9])/g, (_all, letter) => letter.toUpperCase())
  const pascal = camel[0].toUpperCase() + camel.slice(1)
  cpSync(join(root, 'packages/connectors/template'), folder, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  })
  for (const name of ['package.json', ...readdirSync(join(folder, 'src')).map((file) => join('src', file))]) {
    const file = join(folder, name)
    const text = readFileSync(file, 'utf8')
      .replaceAll('connector-template', `connector-${protocol}`)
      .replaceAll(/\btemplate(?=[A-Z])/g, camel)
      .replaceAll(/\bTemplate(?=[A-Z])/g, pascal)
      .replaceAll("'template'", `'${protocol}'`)
    writeFileSync(file, text)
  }
  return folder
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const protocol = process.argv[2] ?? ''
    newConnector(protocol)
    console.log(`packages/connectors/${protocol} is there, and passes the conformance kit. Next:
  npm install                                        links the workspace
  npm test -- packages/connectors/${protocol}
  apps/server/src/wiring                             the driver and the schema of its options, once it speaks to a bank
  CONTRIBUTING.md                                    "… a connector"`)
  } catch (error) {
    console.error(`new:connector: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
