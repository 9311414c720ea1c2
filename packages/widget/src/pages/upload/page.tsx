import type { UploadedFileRow, UploadScreen } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { Action, mainForm, Submit } from '../../components/button/view.tsx'
import { ErrorSummary, summaryId } from '../../components/notice/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'
import { questionPage } from './question.tsx'

const errorKeys = {
  none: 'upload.none',
  too_many: 'upload.tooMany',
  busy: 'upload.busy',
} as const

export function uploadPage(screen: UploadScreen, page: PageContext): PageView {
  const { t } = page
  if (screen.question) return questionPage(screen.question, page)
  const { error, most } = screen
  const text = error && (error === 'too_large' ? t('upload.tooLarge', { most }) : t(errorKeys[error]))
  const wrong = <ErrorSummary page={page} wrong={text ? [{ href: '#files', text }] : []} />
  const asked = screen.ready === 0
  const field = <FileField screen={screen} page={page} asked={asked} />
  if (asked)
    return {
      title: t('upload.title'),
      lead: t('upload.lead'),
      body: (
        <>
          {wrong}
          <Rows screen={screen} page={page} />
          <ActionForm page={page} do="upload" id={mainForm} files novalidate>
            {field}
          </ActionForm>
        </>
      ),
      primary: <Submit>{t('upload.submit')}</Submit>,
    }
  return {
    title: t('upload.titleReady'),
    lead: t('upload.leadReady'),
    body: (
      <>
        {wrong}
        <ActionForm page={page} do="import_files" id={mainForm} />
        <Rows screen={screen} page={page} />
        <section>
          <h2>{t('upload.more')}</h2>
          <ActionForm page={page} do="upload" files novalidate>
            {field}
            <button type="submit" class="quiet">
              {t('upload.submit')}
            </button>
          </ActionForm>
        </section>
      </>
    ),
    primary: <Submit>{t('upload.import', { count: screen.ready })}</Submit>,
  }
}

interface Props {
  readonly screen: UploadScreen
  readonly page: PageContext
}

/** `asked`: it is what the page is about. */
function FileField({ screen, page, asked }: Props & { readonly asked: boolean }) {
  const { t } = page
  const wrong = screen.error !== undefined
  return (
    <div class={[asked && 'field', wrong && 'wrong'].filter(Boolean).join(' ') || undefined}>
      <label for="files">{t('upload.files')}</label>
      <p class="help" id="files-help">
        {t('upload.help', { most: screen.most })}
      </p>
      <input
        type="file"
        id="files"
        name="files"
        multiple
        required
        aria-describedby={wrong ? `files-help ${summaryId}` : 'files-help'}
        aria-invalid={wrong ? 'true' : 'false'}
      />
    </div>
  )
}

function Rows({ screen, page }: Props) {
  if (screen.files.length === 0) return null
  return (
    <ul class="accounts">
      {screen.files.map((file) => (
        <li key={file.id} class="row-card">
          <div class="file">
            <span class="name">{file.name}</span>
            <Said file={file} page={page} />
          </div>
          <Action page={page} do="file_drop" quiet fields={<input type="hidden" name="file" value={file.id} />}>
            <span aria-hidden="true">✕</span>
            <span class="sr">{page.t('upload.drop', { file: file.name })}</span>
          </Action>
        </li>
      ))}
    </ul>
  )
}

function Said({ file, page }: { readonly file: UploadedFileRow; readonly page: PageContext }) {
  const { t, format } = page
  if (file.fault)
    return <p class="error">{t(file.fault === 'file_too_large' ? 'upload.unreadableLarge' : 'upload.unreadable')}</p>
  return (
    <>
      {file.holds.map(({ account, entries, unread, from, to }, at) => (
        <p key={at} class="help">
          {[
            account,
            t('upload.entries', { count: entries }),
            from &&
              to &&
              (from === to ? format.day(from) : t('upload.span', { from: format.day(from), to: format.day(to) })),
            unread > 0 ? t('upload.unread', { count: unread }) : undefined,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      ))}
    </>
  )
}
