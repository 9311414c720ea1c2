const embed = process.env.EMBED

export function describe(options) {
  switch (options.kind) {
    case 'captive_mode':
      return 'waits'
    case 'redirect_uri':
      return 'returns'
  }
  console.log('captive_mode', options['captive_mode'])
  if (/['"`]captive_mode['"`]/.test(options.text)) return "it's quoted"
  return `${embed}/v2.1/widget/manage_accounts`
}

const allowed = ['captive_mode', 'redirect_uri', 'select_accounts']
export const pick = (query) => Object.fromEntries(allowed.map((name) => [name, query[name]]))
