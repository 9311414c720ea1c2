import { Argument, Command } from 'commander'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import type { CliDeps } from './cli-deps.ts'
import { flagOf } from './command-tree.ts'

const shells = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof shells)[number]

/** `raccord completion`: made of the program itself, so that it knows every command. */
export function completionCommand(deps: CliDeps, program: () => Command): Command {
  return new Command('completion')
    .description('a script that completes commands and options: source <(raccord completion bash)')
    .addArgument(new Argument('<shell>').choices(shells))
    .option(...jsonOption)
    .action((shell: Shell, options: JsonOption) => {
      const script = writers[shell](placesOf(program()))
      answer(deps, options, { shell, script }, [script])
    })
}

/** What may follow these words. */
interface Place {
  readonly at: string
  readonly words: readonly string[]
}

function placesOf(command: Command, before: readonly string[] = []): Place[] {
  const options = command.options.filter(({ hidden }) => !hidden).map(flagOf)
  const own = { at: before.join(' '), words: [...command.commands.map((one) => one.name()), ...options, '--help'] }
  return [own, ...command.commands.flatMap((inner) => placesOf(inner, [...before, inner.name()]))]
}

// Names of commands and options are letters and hyphens: nothing in them means anything to a shell.
const writers: Readonly<Record<Shell, (places: readonly Place[]) => string>> = {
  bash: (places) => `_raccord() {
  local at="" word words="" current="\${COMP_WORDS[COMP_CWORD]}" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "\${at:+$at }$word" in
${cases(places.slice(1), ({ at }) => `at="${at}"`)}
    esac
  done
  case "$at" in
${cases(places, ({ words }) => `words="${words.join(' ')}"`)}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _raccord raccord`,
  zsh: (places) => `#compdef raccord
_raccord() {
  local at="" word i
  local -a choices
  for ((i = 2; i < CURRENT; i++)); do
    word="\${words[i]}"
    case "\${at:+$at }$word" in
${cases(places.slice(1), ({ at }) => `at="${at}"`)}
    esac
  done
  case "$at" in
${cases(places, ({ words }) => `choices=(${words.join(' ')})`)}
  esac
  compadd -a choices
  [[ "\${words[CURRENT]}" == -* ]] || _files
}
compdef _raccord raccord`,
  fish: (places) => `function __raccord_at
  set -l at ""
  for word in (commandline -opc)[2..-1]
    set -l next (string trim "$at $word")
    if contains -- "$next" ${places
      .slice(1)
      .map(({ at }) => `"${at}"`)
      .join(' ')}
      set at "$next"
    end
  end
  test "$at" = "$argv[1]"
end
${places.map(({ at, words }) => `complete -c raccord -n '__raccord_at "${at}"' -a "${words.join(' ')}"`).join('\n')}`,
}

function cases(places: readonly Place[], then: (place: Place) => string): string {
  return places.map((place) => `      "${place.at}") ${then(place)} ;;`).join('\n')
}
