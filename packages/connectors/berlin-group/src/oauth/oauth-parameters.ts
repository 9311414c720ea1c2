/** What can stand in a parameter of the options. */
export type ParameterValues = { readonly [placeholder: string]: string | undefined }

/**
 * The parameters of the options, placeholders filled, then those that the request has anyway: banks compare the order, and
 * some want members of their own. `null` leaves one out.
 */
export function orderParameters(
  own: readonly (readonly [string, string])[],
  wanted: { readonly [name: string]: string | null },
  values: ParameterValues,
): URLSearchParams {
  const ordered = new URLSearchParams()
  for (const [name, template] of Object.entries(wanted)) {
    if (template !== null) ordered.append(name, fill(template, values))
  }
  for (const [name, value] of own) if (!Object.hasOwn(wanted, name)) ordered.append(name, value)
  return ordered
}

function fill(template: string, values: ParameterValues): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
  )
}
