import type { Argument, Command, Option } from 'commander'

/** A command that does something, by its words: `['clients', 'add']`. */
export interface Leaf {
  readonly words: readonly string[]
  readonly command: Command
}

/** In the order of the help. */
export function leavesOf(command: Command, words: readonly string[] = []): Leaf[] {
  if (command.commands.length === 0) return [{ words, command }]
  return command.commands.flatMap((inner) => leavesOf(inner, [...words, inner.name()]))
}

/** `<file>`, `[file]`, `<file...>`. */
export function writtenArgument(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`
  return argument.required ? `<${name}>` : `[${name}]`
}

/** What is typed: the long form. */
export function flagOf(option: Option): string {
  return option.long ?? option.short ?? option.flags
}
