-- Drives the language server as a user of Neovim does, and writes what is seen as JSON lines. Environment: SERVER, a JSON list, the command; RESULT, the file to write;
-- the current directory has `main.zig`.
local result = io.open(vim.env.RESULT, 'w')

local function tell(name, value)
  result:write(vim.json.encode({ name = name, value = value }) .. '\n')
  result:flush()
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local function type_keys(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'xt', false)
end

--- The texts of the diagnostics of the buffer, when `fits` holds for them.
local function diagnostics(fits)
  local texts
  vim.wait(60000, function()
    texts = vim.tbl_map(function(one) return one.lnum + 1 .. ': ' .. one.message end, vim.diagnostic.get(0))
    return fits(texts)
  end, 20)
  return texts
end

local function steps()
  vim.cmd('edit main.zig')
  local client = vim.lsp.start_client({
    name = 'rezig',
    cmd = vim.json.decode(vim.env.SERVER),
    root_dir = vim.fn.getcwd(),
  })
  vim.lsp.buf_attach_client(0, client)
  vim.wait(60000, function() return vim.lsp.buf_is_attached(0, client) and vim.lsp.get_client_by_id(client).initialized end, 20)

  type_keys('4GA<BS> + "a";<Esc>')
  tell('error', diagnostics(function(texts) return #texts > 0 end))
  type_keys('u')
  tell('mended', diagnostics(function(texts) return #texts == 0 end))

  type_keys('4Gohelper.t<Esc>')
  vim.api.nvim_win_set_cursor(0, { 5, 11 })
  local params = vim.lsp.util.make_position_params()
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/completion', params, 60000)
  local items = vim.lsp.util.extract_completion_items(answers[client].result)
  tell('completion', vim.tbl_map(function(item) return item.label end, items))
  type_keys('u')

  vim.api.nvim_win_set_cursor(0, { 4, 10 })
  vim.lsp.buf.rename('sum')
  vim.wait(60000, function() return lines()[4]:find('sum') ~= nil end, 20)
  tell('renamed', lines())

  type_keys('4GA   // spaces before   <Esc>I   <Esc>')
  if vim.lsp.buf.format then vim.lsp.buf.format({ timeout_ms = 120000 }) else vim.lsp.buf.formatting_sync(nil, 120000) end
  tell('formatted', lines())

  local buffer = vim.api.nvim_get_current_buf()
  vim.lsp.commands['rezig.run'] = function(command) tell('lens', { command.title, unpack(command.arguments[2]) }) end
  -- Of several lenses of a line the user chooses one.
  vim.ui.select = function(lenses, _, chosen) chosen(lenses[1], 1) end
  vim.lsp.codelens.refresh()
  vim.wait(60000, function() return #vim.lsp.codelens.get(buffer) > 0 end, 20)
  vim.api.nvim_win_set_cursor(0, { 8, 0 })
  vim.lsp.codelens.run()
end

local ok, reason = pcall(steps)
if not ok then tell('failed', tostring(reason)) end
result:close()
for _, client in pairs(vim.lsp.get_active_clients()) do client.stop() end
vim.wait(5000, function() return #vim.lsp.get_active_clients() == 0 end, 20)
vim.cmd('qall!')
