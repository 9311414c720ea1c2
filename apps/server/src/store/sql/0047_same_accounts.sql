-- Accounts of a user that are one at the bank (`same_as`): looked up by what they are recognised by.
create index account_same on account (user_id, identity_key);
