"""Takes a picture of each page at two sizes, light and dark: shots.py ADDRESS FOLDER."""
import sys
from browser import Browser

PAGES = {
    "home": "/",
    "question": "/decide?Knowledge+needed=private+or+domain&Change+frequency=daily",
    "number": "/decide?:ask=Labelled+examples&Knowledge+needed=private+or+domain",
    "error": "/decide/answer?:ask=Labelled+examples&:exact=many",
    "answers": "/answers?Knowledge+needed=private+or+domain&Change+frequency=daily&Labelled+examples=?",
    "result": "/result?Knowledge+needed=private+or+domain&Change+frequency=daily&Labelled+examples=0&Knowledge+size=>+1000000",
    "reply": "/result?Knowledge+needed=private+or+domain&Labelled+examples=0&:question=why+not+fine-tuning",
    "strange": "/result?Knowledge+needed=private+or+domain&:question=why",
    "facts": "/facts?Knowledge+needed=private+or+domain&Change+frequency=daily",
    "cost": "/cost?Requests+per+month=50000",
    "cases": "/cases",
    "case": "/cases/honeycomb-query-assistant",
    "models": "/models",
    "model": "/models/latency",
    "drills": "/drills?Task+scope=narrow",
    "drill": "/drills/gates-in-order",
    "problem": "/nothing",
}


def main(address, folder):
    for width, theme in ((1200, "light"), (390, "dark")):
        with Browser(width=width, height=900, dark=theme == "dark") as browser:
            for name, path in PAGES.items():
                browser.open(address + path)
                browser.picture(f"{folder}/{name}-{width}.png")


if __name__ == "__main__":
    main(*sys.argv[1:])
