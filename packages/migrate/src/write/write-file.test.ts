import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyEdits } from '../scan/scan-file.ts'
import { scanFolder } from '../scan/scan-folder.ts'
import { unifiedDiff } from './unified-diff.ts'
import { unsavedFiles } from './unsaved-files.ts'
import { writeScanned } from './write-file.ts'

const link = "export const add = (base) => base + '/widget/add_connection?captive_mode=true'"
const moved = "export const add = (base) => base + '/v2.1/widget/add_connection?wait_sync_end=true'"

let folder = ''
const at = (file: string) => join(folder, file)
function put(file: string, content: string | Buffer): void {
  mkdirSync(dirname(at(file)), { recursive: true })
  writeFileSync(at(file), content)
}
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder, stdio: 'pipe' })
const writeAll = () => scanFolder(folder).files.map((file) => writeScanned(folder, file))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raccord-migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('writing', () => {
  it('keeps mode, byte order mark, line ends and the missing last one', () => {
    put('run.js', `\ufeff#!/usr/bin/env node\r\n// é\r\n${link}`)
    chmodSync(at('run.js'), 0o751)
    expect(writeAll()).toEqual([{ written: true }])
    expect(readFileSync(at('run.js'), 'utf8')).toBe(`\ufeff#!/usr/bin/env node\r\n// é\r\n${moved}`)
    expect(statSync(at('run.js')).mode & 0o777).toBe(0o751)
    expect(readdirSync(folder)).toEqual(['run.js'])
    expect(scanFolder(folder).files).toEqual([])
  })

  it('leaves files alone that are not UTF-8, binary, large, minified, vendored or ignored', () => {
    put('latin.js', Buffer.from(`// caf\xe9\n${link}`, 'latin1'))
    put('binary.js', `${link}\0`)
    put('wide.js', Buffer.from(link, 'utf16le'))
    put('large.js', `${link}\n${'//\n'.repeat(400_000)}`)
    put('line.js', `${link};${'x()\u003b'.repeat(10_000)}`)
    put('app.min.js', link)
    for (const name of ['node_modules', 'vendor', '.git', 'dist', 'build', 'target']) put(`deep/${name}/a.js`, link)
    put('.gitignore', 'made/\n*.gen.js\n!kept.gen.js\n')
    put('made/a.js', link)
    put('other.gen.js', link)
    put('kept.gen.js', link)
    const { files, skipped } = scanFolder(folder)
    expect(files.map(({ file }) => file)).toEqual(['kept.gen.js'])
    expect(Object.fromEntries(skipped.map(({ file, why }) => [file, why]))).toEqual({
      'binary.js': 'binary',
      'large.js': 'too large',
      'latin.js': 'not UTF-8',
      'line.js': 'minified',
    })
  })

  it('follows no link, to a file or to a folder, and reaches nothing outside', () => {
    const outside = mkdtempSync(join(tmpdir(), 'raccord-outside-'))
    try {
      writeFileSync(join(outside, 'a.js'), link)
      symlinkSync(join(outside, 'a.js'), at('file.js'))
      symlinkSync(outside, at('folder'))
      symlinkSync('.', at('loop'))
      put('own.js', link)
      expect(scanFolder(folder).files.map(({ file }) => file)).toEqual(['own.js'])
      writeAll()
      expect(readFileSync(join(outside, 'a.js'), 'utf8')).toBe(link)
    } finally {
      rmSync(outside, { recursive: true, force: true })
    }
  })

  it('refuses a folder that became a link between reading and writing', () => {
    const outside = mkdtempSync(join(tmpdir(), 'raccord-outside-'))
    try {
      writeFileSync(join(outside, 'a.js'), link)
      put('src/a.js', link)
      const { files } = scanFolder(folder)
      renameSync(at('src'), at('src-was'))
      symlinkSync(outside, at('src'))
      expect(files.map((file) => writeScanned(folder, file))).toEqual([
        { written: false, why: 'its folder leads out of the scanned one' },
      ])
      expect(readFileSync(join(outside, 'a.js'), 'utf8')).toBe(link)
      expect(readdirSync(outside)).toEqual(['a.js'])
    } finally {
      rmSync(outside, { recursive: true, force: true })
    }
  })

  it('refuses a file that changed or became a link meanwhile', () => {
    put('a.js', link)
    put('b.js', link)
    const { files } = scanFolder(folder)
    writeFileSync(at('a.js'), `${link} // edited`)
    rmSync(at('b.js'))
    symlinkSync(at('a.js'), at('b.js'))
    for (const file of files) expect(writeScanned(folder, file)).toMatchObject({ written: false })
    expect(readFileSync(at('a.js'), 'utf8')).toBe(`${link} // edited`)
    expect(readdirSync(folder).sort()).toEqual(['a.js', 'b.js'])
  })
})

describe('the diff', () => {
  it.each([
    ['with a last line end', '\n'],
    ['without', ''],
  ])('is what git apply makes of the file, %s', (_, end) => {
    const lines = Array.from({ length: 40 }, (_, line) => (line % 11 === 5 ? link : `line(${line})`))
    put('sub/a.js', lines.join('\r\n') + end)
    put('z.js', `${link}${end}`)
    git('init', '-q')
    const { files } = scanFolder(folder)
    const patch = files.map(unifiedDiff).join('')
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: patch })
    for (const { file, text, edits } of files) expect(readFileSync(at(file), 'utf8')).toBe(applyEdits(text, edits))
  })
})

describe('unsaved files', () => {
  it('are those that no commit holds as they are', () => {
    expect(unsavedFiles(folder, ['a.js'])).toBeUndefined()
    git('init', '-q')
    for (const file of ['sub/clean.js', 'sub/changed.js']) put(file, link)
    git('add', '.')
    git('commit', '-qm', 'x')
    put('sub/changed.js', `${link}\n`)
    put('sub/new.js', link)
    put('sub/deep/new.js', link)
    put('sub/.gitignore', 'ignored.js')
    put('sub/ignored.js', link)
    const files = ['clean.js', 'changed.js', 'new.js', 'deep/new.js', 'ignored.js']
    expect(unsavedFiles(at('sub'), files)).toEqual(files.slice(1))
  })
})
