"""Reading: one article in, all that it says out.

Begin with `reader.py`, which calls the rest in turn; `explaining.py` tells what they did.  The
files by what they read:

* the text itself — `document`, `language`, `parsing` (with `encoder`, `entities`, `word_forms`),
  `passages`, `names`, `wordings`, `rule_files`, `screen`, `screen_of_bytes`
* who and whose voice — `parties`, `people`, `offices`, `title_roles`, `talks`, `joint_texts`,
  `transcripts`, `turns`, `discourse`, `holders`, `antecedents`
* when — `dates`, `date_patterns`, `date_readings`, `datelines`, `edtf`, `deadlines`
* formats and meetings — `mechanisms`, `format_words`, `format_bounds`, `mandates`, `rounds`,
  `meetings`, the `meeting_` files, `journeys`, `groups_that_meet`, `attendees`, `places`
* promises — `triggers` (with `verb_shapes`, `noun_shapes`, `complements`, `clauses`), `points`,
  `requests`, `filters`, `refusals`, `judge` (with `judgement_of_candidates`, `judged_themes`),
  `commitments`, `actors`, `counterparts`, `attributes`, `summaries`, `themes`, `money`
* texts, money, outcomes, timetables — the `agreement` files, `programmes`, `outcomes`,
  `assessments`, `timetables`
* other languages than English — the files whose names end in `_elsewhere`, `phrases` and
  `agreement_phrases`, with a folder of rules for each language in `rules/`
"""
