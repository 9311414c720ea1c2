import httpx


async def manage(base: str, session: str) -> str:
    async with httpx.AsyncClient(base_url=base) as client:
        answer = await client.get(
            "/widget/manage_accounts",
            params={"session_id": session, "captive_mode": "false"},
        )
    return answer.text


async def token(auth: str, code: str, back: str) -> dict:
    async with httpx.AsyncClient(base_url=auth) as client:
        answer = await client.post(
            "/token",
            data={"grant_type": "authorization_code", "code": code, "redirect_uri": back},
        )
    return answer.json()
