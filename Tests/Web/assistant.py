"""Uses `rationale mcp` as an assistant does, with the official client: assistant.py BINARY.

Once with the newest version of the protocol and once with the handshake of older ones.
"""
import asyncio
import sys

from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

ANSWERS = {
    "Knowledge needed": "private or domain", "Knowledge size": 3000000, "Change frequency": "daily",
    "Labelled examples": 0, "Trusted source required": True, "Prompting result": "falls short",
    "Users see different data": "?",
}


async def talk(binary, mode):
    server = StdioServerParameters(command=binary, args=["mcp"])
    async with Client(stdio_client(server), mode=mode) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert {"advise", "why", "flips", "cost"} <= set(tools), tools
        facts, asked = {}, []
        while True:
            result = (await client.call_tool("advise", {"facts": facts})).structured_content
            if result["status"] == "recommendation":
                break
            name = result["question"]["fact"]
            assert name not in asked, name
            asked.append(name)
            facts[name] = ANSWERS.get(name, "?")
        advice = result["recommendation"]
        assert advice["strategy"] == "rag", advice["strategy"]
        assert advice["sources"] and advice["justification"]
        why = await client.call_tool("why", {"facts": facts, "not": "fine-tuning"})
        assert why.structured_content["other"] == "fine-tuning" and not why.is_error
        flips = await client.call_tool("flips", {"case": "honeycomb-query-assistant"})
        assert len(flips.structured_content["changes"]) > 2
        cost = await client.call_tool("cost", {"facts": {"Requests per month": 50000}, "today": "2026-11-23"})
        assert cost.structured_content["chart"]
        wrong = await client.call_tool("advise", {"facts": {"Change frequency": "dayly"}})
        assert wrong.is_error and "did you mean `daily`?" in wrong.content[0].text, wrong
        try:
            await client.call_tool("nothing", {})
            raise AssertionError("an unknown tool was called")
        except Exception as error:
            assert "there is no tool `nothing`" in str(error), error
        resources = (await client.list_resources()).resources
        rules = [r for r in resources if str(r.uri) == "rationale://rules/strategy.dmn"]
        text = (await client.read_resource(rules[0].uri)).contents[0].text
        assert "<decision" in text
        for resource in resources:
            assert (await client.read_resource(resource.uri)).contents[0].text
        version = client.session.protocol_version
        print(f"{mode}: protocol {version}, {len(tools)} tools, {len(asked)} questions asked, {len(resources)} resources read")


async def main(binary):
    for mode in ("auto", "legacy"):
        await talk(binary, mode)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
