import { parseSync } from 'vite'

const swapped = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
}

/** Changes of one node, as texts for `[start, end)` of the source. */
const makers = {
  BinaryExpression(node, text) {
    // Texts that are joined have no difference.
    if (node.operator === '+' && [node.left, node.right].some(isText)) return []
    return (swapped[node.operator] ?? []).map((operator) => between(node, text, operator))
  },
  LogicalExpression(node, text) {
    // `list[0] ?? ''`: for the type of an index, where it is always there.
    if (node.operator === '??') return isPlace(node.left) || isUndefined(node.right) ? [] : [[node, text(node.left)]]
    return [between(node, text, node.operator === '&&' ? '||' : '&&')]
  },
  UnaryExpression(node, text) {
    return node.operator === '!' || node.operator === '-' ? [[node, `(${text(node.argument)})`]] : []
  },
  ConditionalExpression: (node, _text, parent) => [
    // `...(a ? { a } : {})`: a member that is there and undefined is as one that is not.
    ...(parent?.type === 'SpreadElement' && isEmpty(node.alternate) ? [] : [[node.test, 'true']]),
    [node.test, 'false'],
  ],
  IfStatement: (node) => [
    [node.test, 'true'],
    [node.test, 'false'],
  ],
  WhileStatement: (node) => [[node.test, 'false']],
  ForStatement: (node) => (node.test ? [[node.test, 'false']] : []),
  ReturnStatement: (node) =>
    node.argument && !isUndefined(node.argument) && !isFalsy(node.argument) ? [[node.argument, 'undefined']] : [],
  ExpressionStatement: (node) => (node.directive ? [] : [[node, ';']]),
  ArrowFunctionExpression: (node) =>
    node.body.type === 'BlockStatement' || isUndefined(node.body) ? [] : [[node.body, 'undefined']],
  Literal(node) {
    if (node.regex) return unanchored(node)
    if (typeof node.value === 'number') return [[node, String(node.value + 1)]]
    if (typeof node.value === 'bigint') return [[node, `${node.value + 1n}n`]]
    if (typeof node.value === 'boolean') return [[node, String(!node.value)]]
    return typeof node.value === 'string' ? [[node, node.value === '' ? "'mutant'" : "''"]] : []
  },
}

function between(node, text, operator) {
  return [node, `(${text(node.left)}) ${operator} (${text(node.right)})`]
}

/** A pattern that looks anywhere instead of at the beginning or the end. */
function unanchored(node) {
  const { pattern, flags } = node.regex
  const other = [pattern.replace(/^\^/, ''), pattern.replace(/(?<!\\)\$$/, '')].filter(
    (one) => one !== pattern && one !== '',
  )
  return other.map((one) => [node, `/${one}/${flags}`])
}

function isText(node) {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string')
}

function isEmpty({ type, properties }) {
  return type === 'ObjectExpression' && properties.length === 0
}

/** An element by its number, as in `pair[0]`. */
function isPlace(node) {
  return node.type === 'MemberExpression' && node.computed && typeof node.property.value === 'number'
}

/** Nothing already: to whom only asks whether there is something, `undefined` would be the same. */
function isFalsy(node) {
  return node.type === 'Literal' && !node.regex && !node.value
}

function isUndefined(node) {
  return node.type === 'Identifier' && node.name === 'undefined'
}

/** Members that are names or types, no values. */
const notValues = new Set([
  'typeAnnotation',
  'typeArguments',
  'typeParameters',
  'returnType',
  'superTypeArguments',
  'source',
])

function* nodesOf(node, parent) {
  if (node.type.startsWith('TS')) {
    // `as`, `satisfies`, `!`: the value in it, not the type.
    if (node.expression) yield* nodesOf(node.expression, parent)
    return
  }
  if (node.type === 'ParenthesizedExpression') {
    yield* nodesOf(node.expression, parent)
    return
  }
  if (/^(Import|ExportAll)/.test(node.type) && node.type !== 'ImportExpression') return
  yield [node, parent]
  for (const [name, value] of Object.entries(node)) {
    if (notValues.has(name) || (name === 'key' && !node.computed)) continue
    for (const one of Array.isArray(value) ? value : [value])
      if (typeof one?.type === 'string') yield* nodesOf(one, node)
  }
}

/**
 * Simple faults planted in a source, each alone: comparisons and bounds, swapped booleans, conditions, constants, texts, statements
 * and returns left out. `{ source, line, was, becomes }` each.
 */
export function makeMutants(path, source) {
  const { program, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0].message}`)
  const text = (node) => source.slice(node.start, node.end)
  const found = []
  for (const [node, parent] of nodesOf(program)) {
    for (const [place, becomes] of makers[node.type]?.(node, text, parent) ?? []) {
      const { start, end } = place
      const was = source.slice(start, end)
      if (was === becomes) continue
      const line = source.slice(0, start).split('\n').length
      found.push({ source: source.slice(0, start) + becomes + source.slice(end), line, was, becomes })
    }
  }
  return found
}
