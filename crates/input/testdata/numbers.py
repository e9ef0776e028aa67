"""Writes numbers.tsv: telephone numbers of all countries and kinds as they are written at home and abroad, the default
country with which they are read, and the number for text messages in E.164, or `-` if there is none.

libphonenumber's own examples, read by its port to Python, which shares no code with the one under test:

    pip install phonenumbers==9.0.42 && python3 numbers.py >numbers.tsv
"""

import phonenumbers
from phonenumbers import PhoneNumberFormat as Form, PhoneNumberType as Type

KINDS = [
    Type.MOBILE, Type.FIXED_LINE, Type.TOLL_FREE, Type.PREMIUM_RATE, Type.SHARED_COST,
    Type.PERSONAL_NUMBER, Type.VOIP, Type.PAGER, Type.UAN, Type.VOICEMAIL,
]  # fmt: skip
COUNTRIES = sorted(phonenumbers.SUPPORTED_REGIONS)


def meant(text, default):
    try:
        number = phonenumbers.parse(text, default)
    except phonenumbers.NumberParseException:
        return "-"
    kind = phonenumbers.number_type(number)
    is_usable = phonenumbers.is_valid_number(number) and not number.extension
    if not is_usable or kind not in (Type.MOBILE, Type.FIXED_LINE_OR_MOBILE):
        return "-"
    return phonenumbers.format_number(number, Form.E164)


def rows():
    crossed = 0
    for index, country in enumerate(COUNTRIES):
        for kind in KINDS:
            number = phonenumbers.example_number_for_type(country, kind)
            if not number:
                continue
            e164, home, abroad = (
                phonenumbers.format_number(number, form) for form in (Form.E164, Form.NATIONAL, Form.INTERNATIONAL)
            )
            yield home, country, meant(home, country)
            yield from ((text, "", meant(text, None)) for text in (e164, abroad))
            if kind not in (Type.MOBILE, Type.FIXED_LINE):
                continue
            for step in (1, 7, 31, 97):
                default = COUNTRIES[(index * 13 + step * crossed) % len(COUNTRIES)]
                crossed += 1
                yield from ((text, default, meant(text, None)) for text in (e164, abroad))
            if home.startswith("0"):
                both = f"+{number.country_code} (0){home[1:]}"
                yield both, "", meant(both, None)


for row in sorted(set(rows())):
    print("\t".join(row))
