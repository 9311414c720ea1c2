export const usage = `raccord-migrate: from the previous bank-connection widgets to the new ones

  raccord-migrate url <link>          the new link, every change explained
      --catalogue <file>              what GET /v2.1/providers answered, to resolve channel_definition_id
      --server <base url>             or read it there, with --client and --secret-env, or with --token-env
      --json

  raccord-migrate scan <folder>       uses in a source tree, with line, certainty and replacement
      --diff                          the changes that are certain, as a patch; nothing is written
      --write                         make them; refuses files that no commit holds, unless --force
      --explain                       the rules behind the findings
      --json | --sarif                for programs
      --only certain|likely           leave out what is less sure than this

  raccord-migrate check <base url>    the new flow against a server, and what is still missing
      --client <id>                   with --secret-env <NAME> or --secret-stdin
      --redirect-url <url>            check that it is registered
      --auth-url, --embed-url <url>   where these bases differ
      --json

Secrets are read from an environment variable or the standard input, never from arguments.
Ends with 0: nothing left to do. 1: something is. 2: wrong use, or an error.`

/** Wrong use: the sentence, and exit code 2. */
export class UsageError extends Error {}
