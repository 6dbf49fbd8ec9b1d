"""Function words by language."""
import re
FUNCTION_WORDS={
 'en':frozenset("the of and to in a is that for on with as by it was at from this be are an or has have its which will their".split()),
 'fr':frozenset("le la les des et de du un une à au aux en que qui dans sur pour par est ce cette avec son sa ses ont".split()),
 'ar':frozenset("في من على إلى أن عن مع التي الذي هذا هذه بين كما وقد ما لا بعد كان قد أو ثم".split()),
}
_WORD=re.compile(r"[^\W\d_]+")
def words_of(text:str)->list[str]:
    return _WORD.findall(text.lower())
