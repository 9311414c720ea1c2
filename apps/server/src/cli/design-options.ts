import { readFile, stat } from 'node:fs/promises'
import type { ThemeValues } from '@raccord/contract'
import { themeStylesheet } from '@raccord/widget'
import type { Command } from 'commander'
import { mostLogoBytes } from '../clients/client-logo.ts'
import { CliError } from './cli-deps.ts'

export interface DesignOptions {
  /** Path of the file; `false` by `--no-logo`. */
  readonly logo?: string | false
  readonly elementsColor?: string
  readonly fontColor?: string
  readonly font?: string
  readonly scheme?: string
  readonly paper?: string
  readonly radius?: string
}

/** Named like the parameters of a link (docs/guide/theming.md). */
export function withDesignOptions(command: Command): Command {
  return command
    .option('--logo <file>', 'PNG, JPEG or WebP, at most 64 kB; kept in the database and served by Raccord')
    .option('--elements-color <colour>', 'buttons and links, #rrggbb')
    .option('--font-color <colour>', 'text, #rrggbb')
    .option('--font <name>', 'font family')
    .option('--scheme <scheme>', 'light, dark or auto')
    .option('--paper <colour>', 'background, #rrggbb')
    .option('--radius <pixels>', 'corners, 0 to 24')
}

export function themeOf(options: DesignOptions): ThemeValues {
  const { elementsColor, fontColor, font, scheme, paper, radius } = options
  const given = { elements_color: elementsColor, font_color: fontColor, font, scheme, paper, radius }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** The file's content; checked where the client is. @throws CliError when it can't be read */
export async function logoOf({ logo }: DesignOptions): Promise<Uint8Array | undefined> {
  return typeof logo === 'string' ? readLogoFile(logo) : undefined
}

/** @throws CliError when it can't be read, or is too long to be looked into */
export async function readLogoFile(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size > mostLogoBytes) throw new CliError(`The logo must be at most ${mostLogoBytes / 1024} kB.`)
    return await readFile(path)
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError(`The logo ${path} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`)
  }
}

/** What the pages will draw otherwise than asked, since nobody could read it. */
export function corrections(theme: ThemeValues): string[] {
  return themeStylesheet(theme).warnings.map(({ parameter, reason }) => `note: ${parameter}: ${reason}`)
}
