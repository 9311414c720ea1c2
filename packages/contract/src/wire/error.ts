import { z } from 'zod'

/** Every answer that is not 2xx (WIRE §1, Errors). */
export const errorBody = z
  .object({
    error: z.string().meta({ description: 'Stable code, snake_case.', example: 'invalid_request' }),
    error_description: z.string().meta({ description: 'A sentence for a developer. Never shown to a person.' }),
    request_id: z.string().meta({ description: 'Finds this request in the log; also in X-Request-ID.' }),
  })
  .meta({ id: 'Error' })
