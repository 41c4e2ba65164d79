"""Takes a picture of each page at two sizes, light and dark: shots.py ADDRESS FOLDER.

Those of the README, `readme-….png`, have few colours, so that they stay small; copy them to Tests/Web/pictures.
"""
import io
import sys

from PIL import Image
from selenium.webdriver.common.by import By

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
    "practised": "/drills?:done=gates-in-order+62&:done=why-train-here+35&:done=why-retrieve-not-train+80",
    "drill": "/drills/gates-in-order",
    "problem": "/nothing",
}

ANSWER = """I would ask in the order of cost. First: has a serious prompt been measured on fifty real questions, and where \
does it fall short? If facts are missing, I would paste the right passages in by hand, and only if that repairs the \
answers build a search. I would not train a model before search finds the right text and the form is still wrong."""


def grade(browser, address):
    """The page of an answer that was graded."""
    browser.open(address + PAGES["drill"])
    browser.driver.find_element(By.ID, "answer-field").send_keys(ANSWER)
    button = browser.driver.find_element(By.CSS_SELECTOR, "main form button")
    button.click()
    browser.wait_until_gone(button)


def save_small(browser, path):
    """What fits the window, in few colours."""
    image = Image.open(io.BytesIO(browser.driver.get_screenshot_as_png())).convert("RGB")
    image.quantize(200, dither=Image.Dither.NONE).save(path, optimize=True)


def main(address, folder):
    for width, theme in ((1200, "light"), (390, "dark")):
        with Browser(width=width, height=900, dark=theme == "dark") as browser:
            for name, path in PAGES.items():
                browser.open(address + path)
                browser.picture(f"{folder}/{name}-{width}.png")
            grade(browser, address)
            browser.picture(f"{folder}/graded-{width}.png")
    for name, dark in (("result", False), ("facts", True)):
        with Browser(width=1160, height=820, dark=dark) as browser:
            browser.open(address + PAGES[name])
            save_small(browser, f"{folder}/readme-{name}.png")


if __name__ == "__main__":
    main(*sys.argv[1:])
