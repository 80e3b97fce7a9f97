"""A headless Chromium, driven over its debugging pipe (Chrome DevTools Protocol) by Python's standard library alone."""
import itertools
import json
import os
import shutil
import subprocess
import time


def program():
    """Chromium's path, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Browser:
    """One page; `events` collects what Chromium tells by itself: requests, exceptions, messages of the console."""

    def __init__(self, profile, width=1280, height=800):
        commands, self.commands = os.pipe()
        self.answers, answers = os.pipe()
        # A shell puts the pipes where Chromium wants them; the sandbox needs rights that containers lack, and the pages are our own.
        self.process = subprocess.Popen(
            ["sh", "-c", f'exec "$@" 3<&{commands} 4>&{answers}', "sh", program(), "--headless=new", "--remote-debugging-pipe", "--no-sandbox",
             "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", f"--user-data-dir={profile}", f"--window-size={width},{height}", "about:blank"],
            pass_fds=(commands, answers), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(commands)
        os.close(answers)
        self.numbers, self.unread, self.events, self.session = itertools.count(1), b"", [], None
        target = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.prefer("prefers-reduced-motion", "reduce")

    def close(self):
        self.call("Browser.close")
        self.process.wait(timeout=30)
        os.close(self.commands)
        os.close(self.answers)

    def message(self):
        while b"\0" not in self.unread:
            read = os.read(self.answers, 1 << 16)
            if not read:
                raise RuntimeError("Chromium is gone")
            self.unread += read
        first, self.unread = self.unread.split(b"\0", 1)
        return json.loads(first)

    def call(self, method, **parameters):
        number = next(self.numbers)
        request = {"id": number, "method": method, "params": parameters}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.commands, json.dumps(request).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") != number:
                self.events.append(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']['message']}")
            else:
                return answer["result"]

    def prefer(self, feature, value):
        """Sets a media feature; others that were set stay."""
        self.features = {**getattr(self, "features", {}), feature: value}
        self.call("Emulation.setEmulatedMedia", features=[{"name": k, "value": v} for k, v in self.features.items()])

    def open(self, address):
        self.events.clear()
        self.call("Page.navigate", url="about:blank")  # so that a change of the fragment alone loads anew
        self.call("Page.navigate", url=address)
        self.wait(f"document.readyState === 'complete' && location.href.startsWith({json.dumps(address)})")

    def wait(self, expression, seconds=20):
        end = time.monotonic() + seconds
        while not self.value(expression):
            if time.monotonic() > end:
                raise RuntimeError(f"never became true: {expression}")
            time.sleep(0.05)

    def value(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {result['exceptionDetails']['exception'].get('description')}")
        return result["result"].get("value")

    def mouse(self, kind, x, y, **more):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1, **more)

    def click(self, selector):
        """The middle of an element, as a user would; fails where something else lies there."""
        found = self.value(f"""(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: "nearest"}});
            const b = e.getBoundingClientRect(), x = b.x + b.width / 2, y = b.y + b.height / 2, hit = document.elementFromPoint(x, y);
            return [x, y, e.contains(hit) || hit?.contains(e) === true && hit.tagName === "LABEL"]; }})()""")
        if not found[2]:
            raise RuntimeError(f"{selector} is covered or out of sight")
        self.click_at(*found[:2])

    def click_at(self, x, y):
        self.mouse("mousePressed", x, y)
        self.mouse("mouseReleased", x, y)

    def drag(self, x, y, to_x, to_y):
        self.mouse("mousePressed", x, y)
        for step in (0.5, 1):
            self.mouse("mouseMoved", x + (to_x - x) * step, y + (to_y - y) * step, buttons=1)
        self.mouse("mouseReleased", to_x, to_y)
        time.sleep(0.2)  # D3 takes no click until the event loop has turned once more: no hand is that fast

    def key(self, key, code=0):
        text = {"text": "\r"} if key == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def type(self, text):
        self.call("Input.insertText", text=text)
