-- Columns that were confirmed before a direction, a fee or a payer could be said: people are asked once more, with what is guessed now.
delete from file_columns;
