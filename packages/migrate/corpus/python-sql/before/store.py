SCHEMA = """
create table visits (
  id bigint primary key,
  captive_mode boolean not null,
  redirect_uri text not null,
  opened text default '/widget/add_connection'
)
"""


def remember(cursor, visit):
    cursor.execute(
        "insert into visits (captive_mode, redirect_uri) values (%(captive_mode)s, %(redirect_uri)s)",
        {"captive_mode": visit.wait, "redirect_uri": visit.back},
    )


def link(base, visit):
    return f"{base}/widget/add_connection?session_id={visit.session}&captive_mode={visit.wait}&redirect_uri={visit.back}"
