import type { Page } from 'playwright-core'

export interface AccessibleNode {
  readonly role: string
  readonly name: string
  readonly description: string
  readonly invalid: boolean
}

/** As assistive technology gets it from Chromium. */
export async function accessibilityTree(page: Page): Promise<AccessibleNode[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description, properties = [] }) => ({
      role: String(role?.value ?? ''),
      name: String(name?.value ?? ''),
      description: String(description?.value ?? ''),
      invalid: properties.some((property) => property.name === 'invalid' && property.value.value === 'true'),
    }))
}
