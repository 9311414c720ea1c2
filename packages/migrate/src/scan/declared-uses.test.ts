import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { scanFolder } from './scan-folder.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** `file:line name certainty` of every parameter that is told. */
function told(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'raccord-declared-'))
  folders.push(folder)
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  return scanFolder(folder).files.flatMap(({ file, findings }) =>
    findings
      .filter(({ ruleId }) => ruleId.startsWith('parameter.'))
      .map(({ line, ruleId, certainty }) => `${file}:${line} ${ruleId.slice('parameter.'.length)} ${certainty}`),
  )
}

describe('names that a type declares', () => {
  it('Nest: the class that types the call, in a file without any address', () => {
    const found = told({
      'src/banking/banking.service.ts': `import { OpenWidgetDto } from './dto/open-widget.dto'
@Injectable()
export class BankingService {
  link(base: string, dto: OpenWidgetDto): string {
    const query = new URLSearchParams()
    query.set('redirect_uri', dto.redirect_uri)
    return base + '/widget/add_connection?' + query
  }
}
`,
      'src/banking/dto/open-widget.dto.ts': `export class OpenWidgetDto {
  @IsUrl()
  redirect_uri!: string

  @IsOptional()
  @ApiProperty({ name: 'captive_mode' })
  readonly wait?: boolean

  select_accounts?: boolean
}
`,
      'src/banking/dto/oauth-callback.dto.ts': `export class CodeQuery {
  code!: string
  state!: string
  redirect_uri!: string
}
`,
      'src/shop/order.dto.ts': `export class OrderDto {\n  redirect_uri!: string\n}\n`,
    })
    expect(found).toEqual([
      'src/banking/banking.service.ts:6 redirect_uri certain',
      'src/banking/dto/open-widget.dto.ts:3 redirect_uri certain',
      'src/banking/dto/open-widget.dto.ts:6 captive_mode certain',
      'src/banking/dto/open-widget.dto.ts:9 select_accounts certain',
    ])
  })

  it('interfaces and type literals, quoted or not; a function’s own parameter is not taken for one', () => {
    const found = told({
      'web/widget/link.ts': `import type { LinkQuery } from './types'
export const link = (base: string, query: LinkQuery) => \`\${base}/widget/user_input?\${stringify(query)}&\${query.redirect_uri}\`
`,
      'web/widget/types.ts': `export interface LinkQuery {
  'captive_mode'?: boolean
  redirect_uri: string
  open(select_accounts: boolean): void
}
export type Old = { multiple: boolean; select_accounts?: boolean }
`,
    })
    expect(found.filter((one) => one.startsWith('web/widget/types.ts'))).toEqual([
      'web/widget/types.ts:2 captive_mode certain',
      'web/widget/types.ts:3 redirect_uri certain',
      'web/widget/types.ts:4 select_accounts possible',
      'web/widget/types.ts:6 select_accounts likely',
    ])
  })

  it('Go tags, Java and Kotlin annotations, C# attributes, Python fields, PHP promotion', () => {
    const uses = (name: string) => told(samples[name] ?? {}).filter((one) => !one.includes('link.'))
    const samples: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      go: {
        'bank/link.go': `package bank
func Link(base string, options Options) string { return base + "/widget/add_connection?" + encode(options) }
`,
        'bank/options.go':
          'package bank\ntype Options struct {\n\tBack string `url:"redirect_uri,omitempty"`\n\tWait bool `url:"captive_mode"`\n}\n',
      },
      java: {
        'shop/src/main/java/bank/link.java': `class Links { String link(String base, Options options) { return base + "/widget/add_connection?" + encode(options); } }
`,
        'shop/src/main/java/bank/Options.java': `class Options {
  @JsonProperty("redirect_uri")
  private String back;
  @JsonProperty(value = "captive_mode") boolean captive;
}
record Answer(String channel_definition_id) {}
`,
      },
      kotlin: {
        'bank/link.kt': `fun link(base: String, options: Options) = "$base/widget/add_connection?" + encode(options)\n`,
        'bank/Options.kt': `data class Options(\n    @SerializedName("redirect_uri") val back: String,\n    val captive_mode: Boolean,\n)\n`,
      },
      csharp: {
        'Bank/link.cs': `class Links { string Link(string b, Options options) { return b + "/widget/add_connection?" + Encode(options); } }\n`,
        'Bank/Options.cs': `public class Options {\n  [JsonPropertyName("redirect_uri")]\n  public string Back { get; set; }\n  public bool captive_mode { get; set; }\n}\n`,
      },
      python: {
        'bank/link.py': `def link(base, options: Options):\n    return base + "/widget/add_connection?" + urlencode(options.dict())\n`,
        'bank/options.py': `class Options(BaseModel):\n    back: str = Field(alias="redirect_uri")\n    captive_mode: bool = True\n\n\nclass Login(BaseModel):\n    grant_type: str\n    redirect_uri: str\n`,
      },
      php: {
        'bank/link.php': `<?php\nfunction link(string $base, Options $options) { return $base . '/widget/add_connection?' . http_build_query((array) $options); }\n`,
        'bank/Options.php': `<?php\nfinal class Options\n{\n    public string $captive_mode;\n    public function __construct(public readonly bool $select_accounts) {}\n}\n`,
      },
    }
    expect({
      go: uses('go'),
      java: uses('java'),
      kotlin: uses('kotlin'),
      csharp: uses('csharp'),
      python: uses('python'),
      php: uses('php'),
    }).toEqual({
      go: ['bank/options.go:3 redirect_uri certain', 'bank/options.go:4 captive_mode certain'],
      java: [
        'shop/src/main/java/bank/Options.java:2 redirect_uri certain',
        'shop/src/main/java/bank/Options.java:4 captive_mode certain',
      ],
      kotlin: ['bank/Options.kt:2 redirect_uri certain', 'bank/Options.kt:3 captive_mode certain'],
      csharp: ['Bank/Options.cs:2 redirect_uri certain', 'Bank/Options.cs:4 captive_mode certain'],
      python: ['bank/options.py:2 redirect_uri certain', 'bank/options.py:3 captive_mode certain'],
      php: ['bank/Options.php:4 captive_mode certain', 'bank/Options.php:5 select_accounts certain'],
    })
  })

  it('are left to a person: a property is renamed with all that reads it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'raccord-declared-'))
    folders.push(folder)
    writeFileSync(
      join(folder, 'link.ts'),
      `export const link = (b: string, q: Q) => b + '/widget/user_input?' + encode(q)\n`,
    )
    writeFileSync(join(folder, 'q.ts'), 'export interface Q { captive_mode: boolean }\n')
    const own = scanFolder(folder).files.find(({ file }) => file === 'q.ts')
    expect(own?.edits).toEqual([])
    expect(own?.findings[0]).toMatchObject({ fix: 'by hand', suggestion: 'wait_sync_end, with all that reads it of Q' })
  })
})
