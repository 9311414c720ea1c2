import { anyLanguage } from '@raccord/contract'
import { categoryOut } from '@raccord/contract/wire'
import { z } from 'zod'
import { requestLocale } from '../../request-locale.ts'
import { defineRoute } from '../define-route.ts'
import { categoryIds, presentCategory } from '../present/category.ts'

export const listCategories = defineRoute({
  method: 'GET',
  path: '/v2.1/categories',
  operationId: 'listCategories',
  tag: 'Transactions',
  summary: 'List the categories of transactions',
  description: `Labels are in the language of \`Accept-Language\` (${anyLanguage}).`,
  access: { kind: 'any_token' },
  answer: { status: 200, description: 'All of them.', schema: z.array(categoryOut) },
  errors: [],
  async handle({ request }) {
    const locale = requestLocale(request.headers['accept-language'])
    return { body: categoryIds.map((id) => presentCategory(id, locale)) }
  },
})
