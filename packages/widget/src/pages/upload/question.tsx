import { csvRoles, type UploadQuestion } from '@raccord/contract'
import type { ComponentChildren } from 'preact'
import { ActionForm } from '../../components/action-form/view.tsx'
import { Action, mainForm, Submit } from '../../components/button/view.tsx'
import { ErrorSummary, summaryId } from '../../components/notice/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

type Of<K extends UploadQuestion['kind']> = Extract<UploadQuestion, { kind: K }>

/** What a file does not say, or what of it was guessed. */
export function questionPage(question: UploadQuestion, page: PageContext): PageView {
  const { t } = page
  const { name: file } = question
  const around = {
    primary: <Submit>{t('upload.confirm')}</Submit>,
    secondary: (
      <Action page={page} do="file_drop" quiet fields={<input type="hidden" name="file" value={question.file} />}>
        {t('upload.leaveOut')}
      </Action>
    ),
  }
  switch (question.kind) {
    case 'columns':
      return {
        ...{ title: t('upload.titleColumns'), lead: t('upload.leadColumns', { file }), ...around },
        body: <Columns question={question} page={page} />,
      }
    case 'day_order': {
      const [title, lead] =
        question.orders.length > 1
          ? (['upload.titleOrder', 'upload.leadOrder'] as const)
          : (['upload.titleDecimal', 'upload.leadDecimal'] as const)
      return {
        ...{ title: t(title), lead: t(lead, { file }), ...around },
        body: <Writing question={question} page={page} />,
      }
    }
    case 'account':
      return {
        title: t(question.onlyCurrency ? 'upload.titleCurrency' : 'upload.titleAccount'),
        lead: t(question.onlyCurrency ? 'upload.leadCurrency' : 'upload.leadAccount', { file }),
        ...around,
        body: <Account question={question} page={page} />,
      }
  }
}

function About({ question }: { readonly question: UploadQuestion }) {
  return (
    <>
      <input type="hidden" name="file" value={question.file} />
      <input type="hidden" name="part" value={question.part} />
    </>
  )
}

/** What is known is not asked for. */
function Writing({ question, page }: { readonly question: Of<'day_order'>; readonly page: PageContext }) {
  const { t } = page
  const { orders, decimals, refused = false } = question
  const open = { open: t('credentials.select'), wrong: refused }
  const wrong = [
    ...(orders.length > 1 ? [{ href: '#day_order', label: t('upload.dayOrder') }] : []),
    ...(decimals.length > 1 ? [{ href: '#decimal', label: t('upload.decimal') }] : []),
  ].map(({ href, label }) => ({ href, text: t('credentials.required', { label }) }))
  return (
    <>
      <ErrorSummary page={page} wrong={refused ? wrong : []} />
      <ActionForm page={page} do="file_order" id={mainForm} novalidate>
        <About question={question} />
        {orders.length > 1 ? (
          <Choice id="day_order" label={t('upload.dayOrder')} {...open}>
            {orders.map((order) => (
              <option key={order} value={order}>
                {t(`uploadDay.${order}`)}
              </option>
            ))}
          </Choice>
        ) : (
          <input type="hidden" name="day_order" value={orders[0]} />
        )}
        {decimals.length > 1 ? (
          <Choice id="decimal" label={t('upload.decimal')} {...open}>
            {decimals.map((mark) => (
              <option key={mark} value={mark}>
                {t(mark === '.' ? 'upload.decimal.point' : 'upload.decimal.comma')}
              </option>
            ))}
          </Choice>
        ) : (
          <input type="hidden" name="decimal" value={decimals[0]} />
        )}
      </ActionForm>
    </>
  )
}

interface ChoiceProps {
  readonly id: string
  readonly name?: string
  readonly label: ComponentChildren
  readonly help?: string | undefined
  readonly doubt?: string | undefined
  /** Nothing is chosen beforehand: a guess that is confirmed unread would be money or days invented. */
  readonly open?: string
  /** It was sent as it was. */
  readonly wrong?: boolean
  readonly children: ComponentChildren
}

function Choice({ id, name, label, help, doubt, open, wrong, children }: ChoiceProps) {
  const described = [help && `${id}-help`, doubt && `${id}-doubt`, wrong && summaryId].filter(Boolean).join(' ')
  return (
    <div class={doubt || wrong ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {doubt && (
        <p class="error" id={`${id}-doubt`}>
          {doubt}
        </p>
      )}
      <select
        id={id}
        name={name ?? id}
        aria-describedby={described || undefined}
        required={open !== undefined}
        aria-invalid={wrong ? 'true' : 'false'}
      >
        {open !== undefined && <option value="">{open}</option>}
        {children}
      </select>
    </div>
  )
}

function Columns({ question, page }: { readonly question: Of<'columns'>; readonly page: PageContext }) {
  const { t } = page
  const { columns, sample, doubts } = question
  const [header, ...rows] = columns.skipRows > 0 ? sample : [[], ...sample]
  const doubt = (what: (typeof doubts)[number]) => (doubts.includes(what) ? t('upload.doubt') : undefined)
  const wrong = question.refused ? [{ href: '#column-0', text: t('upload.columnsRefused') }] : []
  return (
    <>
      <ErrorSummary page={page} wrong={wrong} />
      <ActionForm page={page} do="file_columns" id={mainForm}>
        <About question={question} />
        {columns.columns.map((role, at) => (
          <Choice
            key={at}
            id={`column-${at}`}
            name="column"
            label={header?.[at] || t('upload.column', { number: at + 1 })}
            help={rows.flatMap((row) => row[at] || []).join(' · ')}
          >
            <option value="">{t('upload.ignored')}</option>
            {csvRoles.map((one) => (
              <option key={one} value={one} selected={one === role}>
                {t(`uploadRole.${one}`)}
              </option>
            ))}
          </Choice>
        ))}
        <Choice id="day_order" label={t('upload.dayOrder')} doubt={doubt('day_order')}>
          {(['ymd', 'dmy', 'mdy'] as const).map((order) => (
            <option key={order} value={order} selected={order === columns.dayOrder}>
              {t(`uploadDay.${order}`)}
            </option>
          ))}
        </Choice>
        <Choice id="decimal" label={t('upload.decimal')} doubt={doubt('decimal')}>
          <option value="." selected={columns.decimal === '.'}>
            {t('upload.decimal.point')}
          </option>
          <option value="," selected={columns.decimal === ','}>
            {t('upload.decimal.comma')}
          </option>
        </Choice>
      </ActionForm>
    </>
  )
}

function Account({ question, page }: { readonly question: Of<'account'>; readonly page: PageContext }) {
  const { t } = page
  const { refused, onlyCurrency, known } = question
  const key = refused === 'number' ? 'upload.numberRefused' : 'upload.currencyRefused'
  const wrong = refused ? [{ href: `#${refused}`, text: t(key) }] : []
  const invalid = (name: 'number' | 'currency') => ({
    'aria-invalid': refused === name ? ('true' as const) : ('false' as const),
  })
  return (
    <>
      <ErrorSummary page={page} wrong={wrong} />
      <ActionForm page={page} do="file_account" id={mainForm} novalidate>
        <About question={question} />
        {onlyCurrency ? (
          <input type="hidden" name="number" value="" />
        ) : (
          <div class={refused === 'number' ? 'field wrong' : 'field'}>
            <label for="number">{t('upload.number')}</label>
            <input
              id="number"
              name="number"
              list="known"
              autocomplete="off"
              maxlength={60}
              spellcheck={false}
              required
              aria-describedby={refused === 'number' ? summaryId : undefined}
              {...invalid('number')}
            />
            <datalist id="known">
              {known.map(({ number, name }) => (
                <option key={number} value={number}>
                  {name}
                </option>
              ))}
            </datalist>
          </div>
        )}
        <div class={refused === 'currency' ? 'field wrong' : 'field'}>
          <label for="currency">{t('upload.currency')}</label>
          <p class="help" id="currency-help">
            {t('upload.currencyHelp')}
          </p>
          <input
            id="currency"
            name="currency"
            autocomplete="off"
            maxlength={3}
            spellcheck={false}
            aria-describedby={refused === 'currency' ? `currency-help ${summaryId}` : 'currency-help'}
            {...invalid('currency')}
          />
        </div>
      </ActionForm>
    </>
  )
}
