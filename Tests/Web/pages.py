"""Walks through the pages in a real browser: pages.py ADDRESS FOLDER.

A whole interview forward and back, unknowns, a changed answer, a download; without scripts; at 320 pixels and at 200 %
zoom; with the keyboard alone; and an accessibility engine on every page. Pictures go to the folder.
"""
import json
import sys
import urllib.parse
import urllib.request

from browser import Browser
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from shots import PAGES


class Walk:
    def __init__(self, address, folder):
        self.address, self.folder, self.done = address, folder, 0

    def check(self, claim, is_true, detail=""):
        if not is_true:
            raise SystemExit(f"not true: {claim} {detail}")
        self.done += 1

    # Steps.

    def heading(self, browser):
        return browser.driver.find_element(By.TAG_NAME, "h1").text

    def choose(self, browser, label):
        browser.driver.find_element(By.XPATH, f"//label[normalize-space()=\"{label}\"]").click()
        self.go_on(browser)

    def go_on(self, browser):
        self.click(browser, browser.driver.find_element(By.CSS_SELECTOR, "main form button"))

    def click(self, browser, element):
        """Clicks and waits for the next page: the old one's element must be gone."""
        body = browser.driver.find_element(By.TAG_NAME, "body")
        element.click()
        browser.wait_until_gone(body)

    def facts(self, browser):
        return urllib.parse.parse_qsl(urllib.parse.urlsplit(browser.driver.current_url).query)

    def interview(self, browser):
        """Answers everything with the first choice but the second, which nobody knows; then goes back and forth."""
        driver = browser.driver
        browser.open(self.address + "/")
        self.click(browser, driver.find_element(By.LINK_TEXT, "Start with the first question"))
        asked = []
        while "/decide" in driver.current_url:
            asked.append(self.heading(browser))
            self.check("each question is asked once", len(set(asked)) == len(asked), asked)
            label = "I don’t know" if len(asked) == 2 else None
            if label is None:
                radios = driver.find_elements(By.CSS_SELECTOR, "input[type=radio]")
                self.check("nothing is chosen beforehand", not any(radio.is_selected() for radio in radios))
                driver.find_element(By.CSS_SELECTOR, ".choice label").click()
                self.go_on(browser)
            else:
                self.choose(browser, label)
        self.check("the answers are shown at the end", self.heading(browser) == "Check your answers")
        self.check("every answer is in the address", len(self.facts(browser)) == len(asked), self.facts(browser))
        answers = driver.current_url
        self.check("an unknown is shown as one", "I don’t know" in driver.find_element(By.CSS_SELECTOR, "dl").text)
        # The browser's own way back shows the question before, and forward the answers again.
        driver.back()
        self.check("the browser goes back to the last question", self.heading(browser) == asked[-1])
        driver.forward()
        self.check("and forward again", driver.current_url == answers)
        # The page's own way back has the answer marked.
        self.click(browser, driver.find_element(By.LINK_TEXT, "Back"))
        self.check("the page goes back, too", self.heading(browser) == asked[-1])
        chosen = [r for r in driver.find_elements(By.CSS_SELECTOR, "input[type=radio]") if r.is_selected()]
        self.check("the earlier answer is marked", len(chosen) == 1)
        self.go_on(browser)
        self.check("and stands again", driver.current_url == answers)
        # A changed answer is asked for with the old one marked, and others stay.
        self.click(browser, driver.find_element(By.CSS_SELECTOR, "dl .action a"))
        self.check("the question to change is shown", self.heading(browser) == asked[0])
        driver.find_elements(By.CSS_SELECTOR, ".choice label")[-2].click()
        self.go_on(browser)
        while "/decide" in driver.current_url:
            self.choose(browser, "I don’t know")
        self.check("after a change the answers are shown", self.heading(browser) == "Check your answers")
        before, after = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(answers).query)), dict(self.facts(browser))
        self.check("one answer is another", sum(before[n] != after.get(n) for n in before) == 1, (before, after))
        self.click(browser, driver.find_element(By.LINK_TEXT, "See the advice"))
        self.check("the advice comes first", driver.find_element(By.CSS_SELECTOR, ".headline").text)
        titles = [h.text for h in driver.find_elements(By.TAG_NAME, "h2")]
        for title in ("Why nothing costlier", "What to do now", "The main risk", "To say, or to send", "What it costs",
                      "The nearest real cases"):
            self.check(f"the advice has `{title}`", title in titles, titles)
        headline = driver.find_element(By.CSS_SELECTOR, ".headline").text
        self.check("the download says the same", headline in self.taken(driver.find_element(By.LINK_TEXT, "Everything, as Markdown")))
        self.check("the record has the facts", "fact: " in self.taken(driver.find_element(By.LINK_TEXT, "A decision record")))
        self.words(browser)
        return asked

    def taken(self, link):
        """The text of a download."""
        with urllib.request.urlopen(link.get_attribute("href")) as file:
            self.check("the download is a file", "attachment" in file.headers["Content-Disposition"])
            return file.read().decode()

    def words(self, browser):
        """Each length can be read and taken along, and another strategy asked about, with scripts and without."""
        driver = browser.driver
        lengths = driver.find_elements(By.CSS_SELECTOR, "details.words")
        self.check("there are three lengths", len(lengths) == 3)
        for length in lengths:
            if length.get_attribute("open") is None:
                length.find_element(By.TAG_NAME, "summary").click()
            text = length.find_element(By.CSS_SELECTOR, ".prose").text
            taken = self.taken(length.find_element(By.LINK_TEXT, "Take it as Markdown"))
            self.check("the file says what is read", text.split("\n")[0].split(":")[0].rstrip(".") in taken, text)
            button = length.find_element(By.CSS_SELECTOR, "button.copy")
            self.check("only a script offers to copy", button.is_displayed() == browser.script)
        field = driver.find_element(By.ID, "question")
        field.send_keys("why fine-tune rather than RAG?")
        self.click(browser, driver.find_element(By.CSS_SELECTOR, "form.ask button"))
        reply = driver.find_element(By.CSS_SELECTOR, ".reply h3").text
        self.check("the question is answered", reply == "Fine-tuning rather than RAG", reply)
        self.click(browser, driver.find_element(By.CSS_SELECTOR, "a.ask"))
        self.check("a link asks, too", driver.find_element(By.CSS_SELECTOR, ".reply h3").text)
        field = driver.find_element(By.ID, "question")
        field.clear()
        field.send_keys("why?")
        self.click(browser, driver.find_element(By.CSS_SELECTOR, "form.ask button"))
        self.check("a strange question is said to be one", driver.title.startswith("Error: "), driver.title)

    def copying(self, browser):
        """A copy says that it has happened, and is the text of the download."""
        driver = browser.driver
        driver.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
        browser.open(self.address + PAGES["result"])
        spoken = driver.find_element(By.CSS_SELECTOR, "details.words[open]")
        spoken.find_element(By.CSS_SELECTOR, "button.copy").click()
        status = spoken.find_element(By.CSS_SELECTOR, "[role=status]")
        browser.wait_for(lambda: status.text)
        self.check("copying says that it is done", status.text == "Copied", status.text)
        copied = driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
        taken = self.taken(spoken.find_element(By.LINK_TEXT, "Take it as Markdown"))
        self.check("what is copied is the download", copied.strip() == taken.strip(), copied)

    def nothing_chosen(self, browser):
        browser.open(self.address + "/decide")
        self.go_on(browser)
        self.check("the title says that something is wrong", browser.driver.title.startswith("Error: "))
        summary = browser.driver.find_element(By.CSS_SELECTOR, ".error-summary")
        self.check("the problem has the focus", browser.driver.switch_to.active_element == summary)
        self.check("the problem leads to the field", summary.find_element(By.TAG_NAME, "a").get_attribute("href").endswith("#choice-1"))

    def keyboard(self, browser):
        """The first two questions without a mouse."""
        browser.open(self.address + "/decide")
        driver = browser.driver
        self.press(driver, Keys.TAB)
        self.check("the first stop skips to the content", driver.switch_to.active_element.get_attribute("class") == "skip")
        self.press(driver, Keys.ENTER)
        for _ in range(2):
            first = self.heading(browser)
            while driver.switch_to.active_element.get_attribute("type") != "radio":
                self.press(driver, Keys.TAB)
            self.press(driver, Keys.SPACE)
            self.press(driver, Keys.ARROW_DOWN)
            while driver.switch_to.active_element.tag_name != "button":
                self.press(driver, Keys.TAB)
            body = driver.find_element(By.TAG_NAME, "body")
            self.press(driver, Keys.ENTER)
            browser.wait_until_gone(body)
            self.check("the keyboard goes on", self.heading(browser) != first)
        self.check("two answers are given", len([f for f in self.facts(browser) if not f[0].startswith(":")]) == 2)

    def press(self, driver, key):
        driver.switch_to.active_element.send_keys(key)

    def live(self, browser):
        """On the page of all facts the answer follows each change."""
        browser.open(self.address + "/facts")
        driver = browser.driver
        first = driver.find_element(By.CSS_SELECTOR, "select")
        first.find_elements(By.TAG_NAME, "option")[3].click()
        browser.wait_for(lambda: driver.find_elements(By.CSS_SELECTOR, "#answer .headline"))
        self.check("the address follows", len(self.facts(browser)) == 1, driver.current_url)

    def drill(self, browser):
        """A question is answered, and graded point by point; the answer stays to be mended."""
        browser.open(self.address + PAGES["drill"])
        answer = "I would start with a prompt and measure it on fifty questions, because it is the cheapest rung."
        browser.driver.find_element(By.ID, "answer-field").send_keys(answer)
        self.go_on(browser)
        self.check("there is a score", " of 100" in browser.driver.find_element(By.CSS_SELECTOR, ".headline").text)
        self.check("points are told", "missing: " in browser.driver.find_element(By.TAG_NAME, "main").text)
        kept = browser.driver.find_element(By.ID, "answer-field").get_attribute("value")
        self.check("the answer stays", kept == answer, kept)
        self.accessible(browser, "a graded answer")
        self.progress(browser)

    def progress(self, browser):
        """What was practised goes along to the next question and to the list; a window with scripts finds it again."""
        driver = browser.driver
        first = self.heading(browser)
        self.click(browser, driver.find_element(By.LINK_TEXT, "Next question"))
        self.check("the next question is another", self.heading(browser) != first)
        driver.find_element(By.ID, "answer-field").send_keys("I would measure first, on fifty real questions.")
        self.go_on(browser)
        self.check("two are answered", "2 of " in driver.find_element(By.CSS_SELECTOR, ".effect").text)
        self.click(browser, driver.find_element(By.LINK_TEXT, "Back to the questions"))
        self.check("the list shows both scores", len(driver.find_elements(By.CSS_SELECTOR, ".score")) == 2)
        self.check("the list sums up", "2 of " in driver.find_element(By.CSS_SELECTOR, ".effect").text)
        self.accessible(browser, "the questions with progress")
        kept = driver.current_url
        self.click(browser, driver.find_element(By.LINK_TEXT, "Decide"))
        self.click(browser, driver.find_element(By.LINK_TEXT, "Practice"))
        resume = driver.find_element(By.CSS_SELECTOR, "[data-resume]")
        self.check("only a script offers to go on", resume.is_displayed() == browser.script)
        if browser.script:
            self.click(browser, resume.find_element(By.TAG_NAME, "a"))
            self.check("going on finds the progress again", driver.current_url == kept, driver.current_url)

    def reflow(self, browser, name):
        width = browser.driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.check("nothing sticks out sideways", width <= 0, f"{name}: {width} pixels")

    def accessible(self, browser, name):
        if not browser.script:
            return  # The engine is a script.
        problems = browser.accessibility_problems()
        self.check("the accessibility engine finds nothing", not problems, f"{name}: {problems}")

    def foreign(self, browser, name):
        """Every request of a page goes to this server."""
        for entry in browser.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                self.check("nothing is fetched elsewhere", url.startswith((self.address, "data:", "chrome", "about:")), f"{name}: {url}")
        for entry in browser.driver.get_log("browser"):
            is_expected = "422" in entry["message"] or "404" in entry["message"]
            self.check("the browser has nothing to say", is_expected, f"{name}: {entry['message']}")

    def run(self):
        with Browser() as browser:
            asked = self.interview(browser)
            self.nothing_chosen(browser)
            self.keyboard(browser)
            self.live(browser)
            self.drill(browser)
            self.copying(browser)
        with Browser(script=False) as browser:
            self.check("without scripts the same is asked", self.interview(browser) == asked)
            self.drill(browser)
        for width, height, zoom, dark in ((1280, 900, 1, False), (1280, 900, 2, True), (320, 640, 1, False)):
            with Browser(width, height, dark=dark, zoom=zoom) as browser:
                for name, path in PAGES.items():
                    browser.open(self.address + path)
                    self.reflow(browser, f"{name} at {width}, zoom {zoom}")
                    self.foreign(browser, name)
                    self.accessible(browser, f"{name} at {width}, zoom {zoom}")
                    browser.picture(f"{self.folder}/{name}-{width}-{zoom}.png")
        print(f"{self.done} things are true of {len(PAGES)} pages")


if __name__ == "__main__":
    Walk(*sys.argv[1:]).run()
